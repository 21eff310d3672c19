/** What a canary would have found: every cell of its real plan, as it comes out where all is well, and bent. */
import { expectedOf } from '../../src/model/plan.ts';
import type { CanaryCell } from '../../src/model/report.ts';
import { planCanary } from '../../src/plan/canary/canary.ts';
import type { CanaryParts } from '../../src/plan/canary/canary.ts';

export const aCanary = (nodes: readonly string[]): CanaryParts =>
  planCanary({ run: 'r', secret: 's', namespace: 'netproof-canary-r', controlNamespace: 'netproof-r', nodes, families: [4, 6] });

export type Bend = (cell: CanaryCell) => Partial<CanaryCell>;

/** Closed cells have had silence, open ones answers. */
export const foundBy = (nodes: readonly string[], bend: Bend = () => ({})): CanaryCell[] =>
  aCanary(nodes).cells.flatMap((planned) => {
    const { cell, canary } = planned;
    if (canary === undefined) return [];
    const { node, partner, direction } = canary;
    const { transport, path, family } = cell;
    const open = expectedOf(planned) === 'allow';
    const well: CanaryCell = {
      node,
      partner,
      direction,
      transport,
      path,
      family,
      placement: node === partner ? 'same-node' : 'cross-node',
      verdict: expectedOf(planned),
      state: open ? 'open' : 'closed',
      attempts: 20,
      through: open ? 20 : 0,
      rejected: false,
    };
    return [{ ...well, ...bend(well) }];
  });
