/** Clusters that enforce, and clusters that do not, each in its own way; and what the canary must say of each. Written before any was run. */
import type { CniName } from '../../cluster/index.ts';
import type { FaultSpec } from '../../enforcer/faults/spec.ts';
import type { Diagnosis, ExitCode } from '../../../src/model/report.ts';

export interface CanaryRow {
  readonly name: string;
  readonly cni: CniName;
  /** On clusters of so many nodes. */
  readonly nodes: readonly number[];
  /** Of the faulty CNI. */
  readonly fault?: FaultSpec;
  /** Nodes on which felix is never started. */
  readonly enforcerOff?: readonly string[];
  /** A node on which felix is killed once the cluster is up. */
  readonly killed?: string;
  readonly kind: Diagnosis['kind'];
  readonly exit: ExitCode;
  readonly says?: string;
}

const faulty = (name: string, fault: FaultSpec | undefined, kind: CanaryRow['kind'], exit: ExitCode, more: Partial<CanaryRow> = {}): CanaryRow => ({
  name,
  cni: 'faulty',
  nodes: [2],
  ...(fault === undefined ? {} : { fault }),
  kind,
  exit,
  ...more,
});

export const rows: readonly CanaryRow[] = [
  { name: 'Calico', cni: 'calico', nodes: [1, 2, 3], kind: 'enforces', exit: 0 },
  { name: 'a CNI that ignores policies', cni: 'none', nodes: [1, 2, 3], kind: 'enforces-nothing', exit: 1 },
  { name: 'Calico, felix killed on node2', cni: 'calico', nodes: [2, 3], killed: 'node2', kind: 'no-network', exit: 3, says: 'node node2' },
  { name: 'Calico, felix never started on node2', cni: 'calico', nodes: [2], enforcerOff: ['node2'], kind: 'not-on-node', exit: 1, says: 'node node2' },
  { name: 'Calico, felix never started on node3', cni: 'calico', nodes: [3], enforcerOff: ['node3'], kind: 'not-on-node', exit: 1, says: 'node node3' },
  faulty('an enforcer that drops', undefined, 'enforces', 0, { nodes: [1, 2, 3] }),
  faulty('an enforcer that rejects, 5 s late', { model: 'NULL-REJECT' }, 'enforces', 0, { nodes: [1, 2, 3], says: 'it rejects rather than drops' }),
  faulty('an enforcer that prohibits', { model: 'NULL-REJECT', variant: 'prohibit', delayMs: 0 }, 'enforces', 0, { says: 'it rejects' }),
  faulty('no egress', { model: 'FM-EGRESS-IGNORED' }, 'no-egress', 1, { nodes: [1, 2, 3] }),
  faulty('no ingress', { model: 'FM-INGRESS-IGNORED' }, 'no-ingress', 1, { nodes: [1, 2, 3] }),
  faulty('no UDP', { model: 'FM-PROTO', variant: 'a' }, 'no-udp', 1, { nodes: [1, 2, 3] }),
  faulty('UDP always dropped', { model: 'FM-PROTO', variant: 'b' }, 'unselected-closed', 3, { says: 'closed for UDP' }),
  faulty('no IPv6', { model: 'FM-V6', variant: 'a' }, 'no-ipv6', 1),
  faulty('not on node2', { model: 'FM-NODE-DEAD', nodes: ['node2'] }, 'not-on-node', 1, { nodes: [2, 3], says: 'node node2' }),
  faulty('on no node', { model: 'FM-NODE-DEAD' }, 'enforces-nothing', 1, { nodes: [1, 2] }),
  faulty('egress of node1 only', { model: 'FM-NODE-DEAD', nodes: ['node1'], direction: 'egress' }, 'enforces-partly', 1, { says: 'for egress, on node node1' }),
  faulty('only across nodes', { model: 'FM-SAMENODE-OPEN' }, 'only-across-nodes', 1, { nodes: [2, 3] }),
  faulty('only across nodes, by Service', { model: 'FM-SAMENODE-SVC' }, 'enforces-partly', 1, { says: "through a Service's ClusterIP, between pods of one node" }),
  faulty('everything dropped', { model: 'CLOSED' }, 'drops-everything', 1, { nodes: [1, 2] }),
  faulty('everything dropped on node1', { model: 'CLOSED', nodes: ['node1'] }, 'drops-some', 1, { says: 'on node node1' }),
  faulty('unselected pods closed', { model: 'ALL-CLOSED' }, 'unselected-closed', 3),
  faulty('fresh pods open for 3 s', { model: 'FM-STARTUP-OPEN', windowMs: 3000 }, 'enforces', 0, { says: 'it left pods open for' }),
  faulty('open for 0.4 s of every 2 s', { model: 'FM-FLAP', variant: 'open', periodMs: 2000, windowMs: 400 }, 'now-and-then', 1),
  faulty('fresh pods without network for 5 s', { model: 'ENV-NO-NETWORK', windowMs: 5000 }, 'enforces', 0, { says: 'fresh pods reached nobody for' }),
  faulty('DNS broken', { model: 'ENV-DNS-BROKEN' }, 'enforces', 0),
  faulty('ports ignored', { model: 'FM-PORT', variant: 'a' }, 'no-ports', 1),
];

/** Those that CI runs, on two nodes; the others take longer than they tell. */
export const inCi: ReadonlySet<string> = new Set(['Calico', 'a CNI that ignores policies', 'Calico, felix killed on node2', 'an enforcer that drops', 'an enforcer that rejects, 5 s late', 'no egress', 'not on node2', 'fresh pods open for 3 s']);
