/** The canary as a grid: which ways each node was asked, and how each deny came out, together with its twin. */
import type { CanaryCell } from '../model/report.ts';

/** The questions beside the two directions are shown only where one is not as it must be. */
export const directionNames = { ingress: 'ingress', egress: 'egress', peers: 'ingress of unnamed peers', none: 'without a policy' } as const;
export const directions = Object.keys(directionNames) as (keyof typeof directionNames)[];
export const placementNames = { 'same-node': 'same node', 'cross-node': 'other node' } as const;
export const placements = Object.keys(placementNames) as (keyof typeof placementNames)[];

export const isAsked = (direction: CanaryCell['direction']): boolean => direction === 'ingress' || direction === 'egress';

export const isAmiss = ({ verdict, state }: CanaryCell): boolean => state !== (verdict === 'allow' ? 'open' : 'closed');

export const wayOf = ({ transport, family, path }: CanaryCell): readonly [transport: string, family: string, to: string] => [transport, `IPv${family}`, path === 'pod-ip' ? 'pod' : 'Service'];

/** `leak` with counts: now and then. `shut`: what no policy selects is closed. */
export type CanaryEntry = { readonly status: 'ok' | 'over' | 'shut' | 'unknown' } | { readonly status: 'leak'; readonly times?: { readonly through: number; readonly attempts: number } };

/** @param cells of one node, direction, placement and way: a deny and its twin */
export const entryOf = (cells: readonly CanaryCell[]): CanaryEntry => {
  const allow = cells.find(({ verdict }) => verdict === 'allow');
  const deny = cells.find(({ verdict }) => verdict === 'deny');
  if (deny === undefined) return { status: cells.some(isAmiss) ? 'shut' : 'ok' };
  switch (deny.state) {
    case 'open':
      return { status: 'leak' };
    case 'now-and-then':
      return { status: 'leak', times: { through: deny.through, attempts: deny.attempts } };
    case 'closed':
      if (allow?.state === 'closed' || allow?.state === 'now-and-then') return { status: 'over' };
      return { status: allow === undefined || allow.state === 'open' ? 'ok' : 'unknown' };
    case 'unknown':
      return { status: 'unknown' };
  }
};
