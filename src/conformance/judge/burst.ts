/** What fresh pods saw in their first moments. */
import type { StepResult } from '../result/result.ts';
import type { WorldCell } from '../world/cells.ts';
import type { Sight } from './sights.ts';

/** One dial of one fresh pod. */
export interface FreshSight {
  readonly cell: WorldCell;
  /** Whose; a fresh pod has a name of its own. */
  readonly pod: string;
  readonly node: string;
  readonly expected: 'allow' | 'deny';
  readonly sights: readonly Sight[];
}

/** Those that have got through to something they are allowed: all others are perhaps silent because they have no network. */
export const heardOut = (fresh: readonly FreshSight[]): ReadonlySet<string> =>
  new Set(fresh.filter(({ expected, sights }) => expected === 'allow' && sights.some(isOpen)).map(({ pod }) => pod));

/** Policies must hold from the first instant of a pod (Kubernetes' documentation, "Pod lifecycle and NetworkPolicies"); an allow may take its time. */
export const judgeBurst = (fresh: readonly FreshSight[]): Omit<StepResult, 'does'> => {
  const denied = fresh.filter(({ expected }) => expected === 'deny');
  const exposed = denied.filter(({ sights }) => sights.some(isOpen));
  const exposureMs = Math.round(Math.max(0, ...exposed.flatMap(({ sights }) => sights.filter(isOpen).map(({ ageMs }) => ageMs))));
  const wrong = exposed.map(({ cell, node, sights }) => ({
    cell: cell.id,
    expected: 'deny' as const,
    saw: `open up to an age of ${Math.round(sights.findLast(isOpen)?.ageMs ?? 0)} ms`,
    fromNode: node,
    toNode: cell.to.node,
    nowAndThen: { wrong: sights.filter(isOpen).length, of: sights.length },
  }));
  const base = { cells: fresh.length, wrong };
  if (wrong.length > 0) return { ...base, exposureMs, outcome: 'leaks', reason: `a fresh pod got through to what is denied, up to an age of ${exposureMs} ms` };
  if (denied.length === 0 || !denied.every(({ sights }) => sights.some(isClosed))) return { ...base, outcome: 'not-testable', reason: 'not all of the fresh pods were heard' };
  const pods = new Set(denied.map(({ pod }) => pod));
  const out = heardOut(fresh);
  const mute = [...pods].filter((pod) => !out.has(pod)).length;
  if (mute > 0) return { ...base, outcome: 'not-testable', reason: `${mute} of ${pods.size} fresh pods reached nothing at all, not even what is allowed` };
  return { ...base, exposureMs, outcome: 'enforced' };
};

const isOpen = ({ is }: Sight): boolean => is === 'open';
const isClosed = ({ is }: Sight): boolean => is === 'closed';
