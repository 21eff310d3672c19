/** Reports of runs of one cell. */
import type { CanaryCell, CellResult, Finding, RunReport } from '../../../src/model/report.ts';
import type { PolicyDecider, Verdict } from '../../../src/model/verdict.ts';
import { mixed } from '../report/reports.ts';

const by = (name: string): PolicyDecider => ({ kind: 'policy', namespace: 'shop', name, direction: 'ingress' });
export const says = (verdict: Verdict['verdict'], ...names: readonly string[]): Verdict => ({ verdict, basis: 'specified', deciders: names.map(by) });
export const open: Verdict = { verdict: 'allow', basis: 'undefined', deciders: [], reason: 'it is not said' };

export interface Seen {
  readonly status?: CellResult['status'];
  readonly policy?: Verdict;
  readonly kind?: Finding['kind'];
  readonly intent?: Verdict['verdict'];
}

/** A run of one cell, unless it is absent. */
export const run = (seen: Seen | undefined, given: Partial<RunReport> = {}): RunReport => {
  const { status = 'conforms', policy, kind = status === 'conforms' ? undefined : status, intent = 'deny' } = seen ?? {};
  const cell = { id: 'web -> redis', source: 'web', target: 'redis', transport: 'TCP', port: 6379, path: 'pod-ip', family: 4, origin: { file: 'm.yaml', line: 1, column: 1 } } as const;
  return {
    ...mixed(),
    cells: seen === undefined ? [] : [{ cell, intent: says(intent), ...(policy && { policy }), status }],
    findings: kind === undefined ? [] : [{ kind, cell: cell.id, message: `${kind} it is` }],
    ...given,
  };
};
export const canary = (enforces: boolean | undefined, cells: readonly CanaryCell[] = []): Partial<RunReport> => ({ canary: { diagnosis: { kind: 'enforces', ...(enforces === undefined ? {} : { enforces }), sentence: '' }, nodes: [], cells } });

/** A connection of the canary that policy denies, from a node to itself. */
export const denyOn = (node: string, state: CanaryCell['state']): CanaryCell => ({ node, partner: node, direction: 'ingress', placement: 'same-node', transport: 'TCP', path: 'pod-ip', family: 4, verdict: 'deny', state, attempts: 9, through: state === 'open' ? 9 : 0, rejected: false });

/** Closed in the end, but open to a fresh pod. */
export const exposedOn = (node: string): CanaryCell => ({ ...denyOn(node, 'closed'), openUntilMs: 800 });
/** The same connection, where policy allows it. */
export const allowOn = (node: string, state: CanaryCell['state']): CanaryCell => ({ ...denyOn(node, state), verdict: 'allow' });

export const fine: Seen = {};
export const leak: Seen = { status: 'leak' };
export const unsure: Seen = { status: 'inconclusive' };
