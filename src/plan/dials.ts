/** Once our responders have addresses: every dial of every pod. */
import type { Family } from '../../probes/contract.ts';
import type { Destination, DialPlan, Plan, PodPlan } from '../model/plan.ts';
import { nameOf } from '../model/snapshot.ts';
import { withBudgets } from './budget.ts';
import { controlDials } from './control-dials.ts';
import type { Placed } from './control-dials.ts';
import { slowCrowds } from './crowd.ts';
import { shareDrafts } from './draft.ts';
import type { Draft } from './draft.ts';
import { hostsOf } from './hosts.ts';
import { unguessable } from './names.ts';
import { familyOf } from '../policy/ip-block.ts';

export type { Placed } from './control-dials.ts';

/** RFC 5737 and RFC 3849 set these apart for documentation: nobody has them, so whoever answers there intercepts. */
const decoys: Readonly<Record<Family, string>> = { 4: '192.0.2.1', 6: '2001:db8:dead::1' };

export const planDials = (plan: Plan, secret: string, placed: Placed): DialPlan[] => {
  const drafts = [...slowCrowds(shareDrafts(cellDials(plan, placed)), plan), ...decoyDials(plan), ...controlDials(plan, placed)];
  return withBudgets(drafts).map((draft, index) => ({
    ...draft,
    id: `d${index}`,
    nonce: unguessable(secret, `dial ${index}`),
  }));
};

const cellDials = (plan: Plan, placed: Placed): Draft[] => {
  const podOf = new Map(plan.pods.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((source) => [source, pod] as const) : [])));
  return plan.cells.flatMap(({ cell: { id, source, transport, family }, destinations, style, canary }) => {
    const from = canary?.from ?? podOf.get(source);
    if (from === undefined) return [];
    return destinations.flatMap((destination, index) => {
      const address = addressOf(destination, family, placed);
      if (address === undefined) return [];
      return [
        {
          from: nameOf(from),
          purpose: { kind: 'cell' as const, cells: [{ cell: id, destination: index }] },
          style,
          transport,
          family,
          address,
          port: destination.port,
          behind: destination.backends ?? [],
          ...(typeof destination.address === 'object' && 'pod' in destination.address ? { answeredBy: destination.address.pod } : {}),
        },
      ];
    });
  });
};

const addressOf = ({ address }: Destination, family: Family, placed: Placed): string | undefined => {
  if (typeof address === 'string') return address;
  if ('service' in address) return placed.canaryServiceIps(address.service).find((ip) => familyOf(ip) === family);
  return 'pod' in address ? placed.ipsOf(address.pod).find((ip) => familyOf(ip) === family) : undefined;
};

/** An intercepted control would prove paths that nobody has, so the control sources are asked too. */
const decoyDials = (plan: Plan): Draft[] =>
  plan.pods
    .filter(({ role }) => role === 'source' || role === 'control-source')
    .flatMap((pod) =>
      familiesFrom(plan, pod).map((family) => ({
        from: nameOf(pod),
        purpose: { kind: 'decoy' as const },
        style: { prober: 'tcp' as const, speak: 'nothing' as const, pace: 'gentle' as const },
        transport: 'TCP' as const,
        family,
        address: decoys[family],
        port: 9,
        behind: [],
      })),
    );

const familiesFrom = (plan: Plan, pod: PodPlan): Family[] => [
  ...new Set(plan.cells.filter(({ cell }) => pod.role === 'control-source' || pod.serves.includes(cell.source)).map(({ cell }) => cell.family)),
];

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
