/** A handful of pods in two namespaces, policies on them, and what becomes of a connection under a fault. */
import type { Family } from '../../../probes/contract.ts';
import { faultName } from '../../../src/faults/fault.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import { faultsOfClass, faultsOfNode, misreadingsIn } from '../../../src/faults/places.ts';
import { bend } from '../../../src/faults/under-fault.ts';
import type { NetworkPolicy, Protocol } from '../../../src/model/network-policy.ts';
import type { Labels } from '../../../src/model/snapshot.ts';
import type { Question } from '../../../src/policy/decision.ts';
import type { Endpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';

const pod = (namespace: string, app: string, node: string, more: Labels = {}): PodEndpoint => ({
  kind: 'pod', namespace, name: app, labels: { app, ...more }, ports: [{ name: 'http', protocol: 'TCP', port: 80 }], ips: [], hostNetwork: false, node,
});

const pods = [pod('x', 'web', 'node-1', { tier: 'front' }), pod('x', 'api', 'node-1', { tier: 'back' }), pod('x', 'db', 'node-2'), pod('y', 'web', 'node-1'), pod('y', 'job', 'node-2', { tier: 'front' })];
const namespaces = [{ name: 'x', labels: { 'kubernetes.io/metadata.name': 'x', team: 'red' } }, { name: 'y', labels: { 'kubernetes.io/metadata.name': 'y', team: 'blue' } }];

/** `x/web`, or an address. */
const endCalled = (name: string): Endpoint => pods.find(({ namespace, name: own }) => `${namespace}/${own}` === name) ?? { kind: 'address', ip: name };

export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly family?: Family;
  readonly service?: true;
}

const questionOf = ({ from, to, port = 80, protocol = 'TCP', family = 4, service }: Connection): Question => ({
  source: endCalled(from), target: endCalled(to), port, protocol, family, ...(service ? { through: { kind: 'cluster-ip' as const, ip: '10.96.0.9', port } } : {}),
});

/** All places of the cluster. */
export const faultsIn = (policies: readonly NetworkPolicy[]): Fault[] => [
  ...misreadingsIn(policies, { policies, pods, namespaces, knows: () => true }),
  ...['node-1', 'node-2'].flatMap(faultsOfNode),
  ...pods.flatMap(({ namespace, name = '', labels }) => faultsOfClass({ name: `${namespace}.${name}`, namespace, labels })),
];

export const faultAt = (name: string, place: string, policies: readonly NetworkPolicy[]): Fault => {
  const alike = faultsIn(policies).filter((fault) => faultName(fault) === name);
  const fault = alike.find((one) => one.place === place);
  if (fault === undefined) throw new Error(`${name} is not at "${place}" but at ${alike.map((one) => `"${one.place}"`).join(', ')}`);
  return fault;
};

/** What policy says, and what comes of it. */
export const askedUnder = (fault: Fault, connection: Connection, policies: readonly NetworkPolicy[]): { readonly right: string; readonly wrong: string | undefined } => {
  const index = indexPolicies({ policies, namespaces });
  const question = questionOf(connection);
  const decision = evaluate(question, index);
  return { right: decision.basis === 'specified' ? decision.verdict : 'undefined', wrong: bend(fault, index).verdict(question, decision) };
};
