/** Whose an address is, as far as a snapshot tells. */
import type { Destination, PodPlan } from '../../model/plan.ts';
import { isApiserver, keyOf } from '../../model/snapshot.ts';
import type { NodeState, Snapshot } from '../../model/snapshot.ts';
import type { Endpoint, NodeEndpoint } from '../../policy/endpoint.ts';
import { isPrivate } from '../../policy/ip-block.ts';
import { nearPods } from '../../policy/neighbourhood.ts';
import { isNodePort } from '../../policy/node-ports.ts';
import { toEndpoint } from '../../policy/pod-endpoint.ts';
import { cloudOf } from '../targets/metadata-endpoints.ts';

export type IpsOf = (pod: PodPlan) => readonly string[];

/** Before anything is launched. */
const none: IpsOf = () => [];

export interface Directory {
  readonly ours: ReadonlyMap<string, PodPlan>;
  /** Of a pod of ours; none before it is launched. */
  readonly ipsOf: IpsOf;
  readonly nodes: ReadonlyMap<string, NodeState>;
  /** Whether the DNS cache of each node takes what is sent to this address. */
  readonly isLocalDns: (address: string) => boolean;
  /** Whether nodes of this cloud send on what pods send to its metadata server. */
  readonly relaysMetadata: boolean;
  /** @param pods those of which one may have the address; undefined where nobody knows who has it */
  readonly whoHas: (address: string, port: number, pods: Destination['pods']) => Endpoint | undefined;
}

export const directoryOf = (snapshot: Snapshot, ours: readonly PodPlan[], ipsOf = none): Directory => {
  const { pods, services, nodes, nodeLocalDns } = snapshot;
  const known = new Map(pods.map((pod) => [pod.uid, pod]));
  const nodesByAddress = new Map(nodes.flatMap((node) => node.addresses.map((address) => [address, node])));
  const isSomebodys = strangeAddresses(snapshot);
  const nodePorts = new Set(services.flatMap(({ ports }) => ports.flatMap(({ nodePort }) => nodePort ?? [])));
  return {
    ours: new Map(ours.map((pod) => [keyOf(pod), pod])),
    ipsOf,
    nodes: new Map(nodes.map((node) => [node.name, node])),
    isLocalDns: (address) => nodeLocalDns.includes(address),
    relaysMetadata: nodes.some(({ providerId }) => cloudOf(providerId) === 'gcp'),
    whoHas: (address, port, candidates) => {
      const pod = candidates.map(({ uid }) => known.get(uid)).find((one) => one?.ips.includes(address));
      if (pod !== undefined) return toEndpoint(pod);
      // One that could not be read may be the one that has it.
      if (candidates.some(({ uid }) => !known.has(uid))) return undefined;
      const node = nodesByAddress.get(address);
      if (node !== undefined) return nodePorts.has(port) || isNodePort(port) ? undefined : nodeAt(node, address);
      return isSomebodys(address) ? undefined : { kind: 'address', ip: address };
    },
  };
};

/** By the one address that is dialled: a rule that names another one of its addresses does not speak of this. */
export const nodeAt = ({ name }: Pick<NodeState, 'name'>, address: string): NodeEndpoint => ({ kind: 'node', name, ips: [address] });

/** Addresses that a pod or a Service may have which was not read, and those that lead to a Service from outside. */
const strangeAddresses = (snapshot: Snapshot): ((address: string) => boolean) => {
  const { services, endpointSlices } = snapshot;
  const isNear = nearPods(snapshot);
  const leading = new Set(services.flatMap(({ externalIps = [] }) => externalIps));
  const apiservers = new Set(endpointSlices.filter(({ namespace, service: name }) => isApiserver({ namespace, name })).flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses)));
  return (address) => !apiservers.has(address) && (isPrivate(address) || leading.has(address) || isNear(address));
};
