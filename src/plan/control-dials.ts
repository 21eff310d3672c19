/** What the control sources dial: each other's stand-ins by every path that a cell uses, and what lies outside. */
import type { Family } from '../../probes/contract.ts';
import type { Transport } from '../model/cell.ts';
import { controlPorts } from '../model/marks.ts';
import type { DialPurpose, Plan, PlannedCell, PodPlan } from '../model/plan.ts';
import { nameOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { shareDrafts } from './draft.ts';
import type { Draft } from './draft.ts';
import { nodePairs } from './node-pairs.ts';
import { familyOf } from '../policy/ip-block.ts';
import { responderStyle } from './targets/style.ts';

/** What became known by starting the responders. */
export interface Placed {
  /** Addresses of a pod of ours; none where it did not come up. */
  readonly ipsOf: (pod: Named) => readonly string[];
  /** The control Service's virtual addresses. */
  readonly controlServiceIps: readonly string[];
  /** The virtual addresses of a Service of the canary. */
  readonly canaryServiceIps: (service: Named) => readonly string[];
}

export const controlDials = (plan: Plan, placed: Placed): Draft[] => {
  const standIns = plan.pods.filter((pod) => pod.role === 'control-stand-in');
  const ways = waysOf(plan.cells);
  const pairs = nodePairs(plan);
  return plan.pods
    .filter((pod) => pod.role === 'control-source')
    .flatMap((source) => [
      ...ways.direct.flatMap(({ transport, family }) =>
        standIns.filter(({ node }) => pairs.get(source.node)?.has(node)).flatMap((standIn) =>
          placed
            .ipsOf(standIn)
            .filter((ip) => familyOf(ip) === family)
            .map((address) => ({
              ...toResponder(source, { kind: 'path', path: 'pod-ip', node: standIn.node }, transport, family, address),
              port: transport === 'TCP' ? controlPorts.tcp : controlPorts.udp,
              answeredBy: nameOf(standIn),
            })),
        ),
      ),
      ...ways.virtual.flatMap(({ transport, family }) =>
        placed.controlServiceIps
          .filter((ip) => familyOf(ip) === family)
          .map((address) => ({ ...toResponder(source, { kind: 'path', path: 'cluster-ip' }, transport, family, address), port: controlPorts.service })),
      ),
      ...reachDials(plan.cells, source),
    ]);
};

const toResponder = (source: PodPlan, purpose: DialPurpose, transport: Transport, family: Family, address: string) => ({
  from: nameOf(source),
  purpose,
  style: responderStyle(transport),
  transport,
  family,
  address,
  behind: [],
});

interface Way {
  readonly transport: Transport;
  readonly family: Family;
}

const waysOf = (cells: readonly PlannedCell[]): { direct: readonly Way[]; virtual: readonly Way[] } => ({
  direct: distinctWays(cells.filter(({ cell }) => cell.path !== 'direct')),
  virtual: distinctWays(cells.filter(({ cell }) => cell.path === 'cluster-ip')),
});

const distinctWays = (cells: readonly PlannedCell[]): Way[] => [
  ...new Map(cells.map(({ cell: { transport, family } }) => [`${transport} ${family}`, { transport, family }])).values(),
];

const reachDials = (cells: readonly PlannedCell[], source: PodPlan): Draft[] =>
  shareDrafts(
    cells
      .filter((planned) => planned.controlDials)
      .flatMap(({ cell: { transport, family }, destinations, style }) =>
        destinations.flatMap(({ address, port, backends = [] }) =>
          typeof address === 'string'
            ? [{ from: nameOf(source), purpose: { kind: 'reach' as const, address, port }, style, transport, family, address, port, behind: backends }]
            : [],
        ),
      ),
  );
