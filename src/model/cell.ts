import type { Family } from '../../probes/contract.ts';
import type { Origin } from './verdict.ts';

/**
 * What of a target is dialled: a pod's own address, a Service's virtual one, an endpoint behind it, its port on a node,
 * a node's own address, the DNS cache on the source's node, or an address as given.
 */
export const paths = ['pod-ip', 'cluster-ip', 'endpoint', 'node-port', 'node', 'node-local', 'direct'] as const;
export type Path = (typeof paths)[number];

export type Transport = 'TCP' | 'UDP';

/** Source × target × protocol × port × path × family: the unit that is expected, observed and compared. */
export interface Cell {
  /** Stable over runs, see {@link cellId}. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly transport: Transport;
  readonly port: number;
  readonly path: Path;
  readonly family: Family;
  readonly origin: Origin;
}

/**
 * The key that JUnit, diffs and later runs know a cell by. It holds no address, pod name or run id, because those
 * change while the cell stays the same.
 */
export const cellId = (cell: Omit<Cell, 'id' | 'origin'>): string =>
  `${cell.source} -> ${cell.target} ${cell.transport}/${cell.port} ${cell.path} IPv${cell.family}`;
