/** Once our responders have addresses: every dial of every pod. */
import type { Family } from '../../probes/contract.ts';
import type { Transport } from '../model/cell.ts';
import type { Destination, DialPlan, DialPurpose, DialStyle, Plan, PlannedCell, PodPlan } from '../model/plan.ts';
import type { Named } from '../model/snapshot.ts';
import { controlPorts } from '../model/marks.ts';
import { hostsOf } from './hosts.ts';
import { unguessable } from './names.ts';
import { familyOf } from './targets/resolution.ts';
import { responderStyle } from './targets/style.ts';

/** What became known by starting the responders. */
export interface Placed {
  /** Addresses of a pod of ours; none where it did not come up. */
  readonly ipsOf: (pod: Named) => readonly string[];
  /** The control Service's virtual addresses. */
  readonly controlServiceIps: readonly string[];
}

/** RFC 5737 and RFC 3849 set these apart for documentation: nobody has them, so whoever answers there intercepts. */
const decoys: Readonly<Record<Family, string>> = { 4: '192.0.2.1', 6: '2001:db8:dead::1' };

type Draft = Omit<DialPlan, 'id' | 'nonce'>;

export const planDials = (plan: Plan, secret: string, placed: Placed): DialPlan[] => {
  const drafts = [...cellDials(plan, placed), ...decoyDials(plan), ...controlDials(plan, placed)];
  return drafts.map((draft, index) => ({
    ...draft,
    id: `d${index}`,
    nonce: unguessable(secret, `dial ${index}`),
  }));
};

const cellDials = (plan: Plan, placed: Placed): Draft[] =>
  plan.cells.flatMap((planned) => {
    const from = plan.pods.find((pod) => pod.role === 'source' && pod.serves.includes(planned.cell.source));
    if (from === undefined) return [];
    return planned.destinations.flatMap((destination, index) => {
      const address = addressOf(destination, planned.cell.family, placed);
      if (address === undefined) return [];
      return [
        {
          from: nameOf(from),
          purpose: { kind: 'cell' as const, cells: [{ cell: planned.cell.id, destination: index }] },
          style: planned.style,
          transport: planned.cell.transport,
          family: planned.cell.family,
          address,
          port: destination.port,
          ...(typeof destination.address === 'object' && 'pod' in destination.address ? { answeredBy: destination.address.pod } : {}),
        },
      ];
    });
  });

const addressOf = ({ address }: Destination, family: Family, placed: Placed): string | undefined => {
  if (typeof address === 'string') return address;
  return 'pod' in address ? placed.ipsOf(address.pod).find((ip) => familyOf(ip) === family) : undefined;
};

const decoyDials = (plan: Plan): Draft[] =>
  plan.pods
    .filter((pod) => pod.role === 'source')
    .flatMap((pod) =>
      familiesFrom(plan, pod).map((family) => ({
        from: nameOf(pod),
        purpose: { kind: 'decoy' as const },
        style: { prober: 'tcp' as const, speak: 'nothing' as const, pace: 'gentle' as const },
        transport: 'TCP' as const,
        family,
        address: decoys[family],
        port: 9,
      })),
    );

const familiesFrom = (plan: Plan, pod: PodPlan): Family[] => [
  ...new Set(plan.cells.filter(({ cell }) => pod.serves.includes(cell.source)).map(({ cell }) => cell.family)),
];

/** What the control sources dial: each other's stand-ins by every path that a cell uses, and what lies outside. */
const controlDials = (plan: Plan, placed: Placed): Draft[] => {
  const standIns = plan.pods.filter((pod) => pod.role === 'control-stand-in');
  const ways = waysOf(plan.cells);
  return plan.pods
    .filter((pod) => pod.role === 'control-source')
    .flatMap((source) => [
      ...ways.direct.flatMap(({ transport, family }) =>
        standIns.flatMap((standIn) =>
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

const reachDials = (cells: readonly PlannedCell[], source: PodPlan): Draft[] => {
  const reached = new Map<string, Draft>();
  for (const { cell, destinations, style, controlDials: wanted } of cells) {
    if (!wanted) continue;
    for (const { address, port } of destinations) {
      if (typeof address !== 'string') continue;
      reached.set(`${cell.transport} ${address} ${port}`, {
        from: nameOf(source),
        purpose: { kind: 'reach', address, port },
        style: style satisfies DialStyle,
        transport: cell.transport,
        family: cell.family,
        address,
        port,
      });
    }
  }
  return [...reached.values()];
};

const nameOf = ({ namespace, name }: Named): Named => ({ namespace, name });

/** What the resolver asks the cluster's DNS before anybody dials: each host name, in each family. */
export const planResolverDials = (plan: Plan, secret: string): DialPlan[] => {
  const resolver = plan.pods.find(({ role }) => role === 'resolver');
  const { dnsServer } = plan;
  if (resolver === undefined || dnsServer === undefined) return [];
  return hostsOf(plan).flatMap((host) =>
    ([4, 6] as const).map((family) => ({
      id: `r${family} ${host}`,
      from: nameOf(resolver),
      purpose: { kind: 'resolve' as const, host },
      style: { prober: 'dns' as const, speak: 'nothing' as const, pace: 'gentle' as const },
      transport: 'UDP' as const,
      family,
      address: dnsServer,
      port: 53,
      nonce: unguessable(secret, `resolve ${family} ${host}`),
    })),
  );
};
