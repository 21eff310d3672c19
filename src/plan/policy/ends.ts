/** Who stands at the far end of a cell, as policy sees it. */
import type { Destination, PlannedCell, PodPlan } from '../../model/plan.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Question } from '../../policy/decision.ts';
import type { PodEndpoint } from '../../policy/endpoint.ts';
import { nodeAt } from './directory.ts';
import type { Directory } from './directory.ts';

/** @param ips its addresses; none before it is launched */
export const plannedEndpoint = ({ namespace, name, labels, node, ports = [] }: PodPlan, ips: readonly string[]): PodEndpoint => ({
  kind: 'pod',
  namespace,
  name,
  labels,
  ports,
  ips,
  hostNetwork: false,
  node,
});

type End = Pick<Question, 'target' | 'port' | 'through'>;

/**
 * @param source on whose node a node-local address is
 * @returns several for a Service, whose traffic goes to any of its endpoints; none where nobody knows, as for a host name
 * or an address that may be a pod's
 */
export const endsOf = ({ address, port, pods, node, backends = [] }: Destination, { path }: PlannedCell['cell'], source: PodPlan, known: Directory): End[] => {
  if (typeof address !== 'string') {
    const pod = 'pod' in address && !('service' in address) ? known.ours.get(keyOf(address.pod)) : undefined;
    return pod === undefined ? [] : [{ target: plannedEndpoint(pod, known.ipsOf(pod)), port }];
  }
  switch (path) {
    case 'pod-ip':
    case 'endpoint':
      return endAt(address, port, pods, known);
    case 'cluster-ip':
      return known.isLocalDns(address) ? [onOwnNode(source, address, port)] : behind({ kind: path, ip: address, port }, pods, backends, known);
    case 'node-port':
      return behind({ kind: path, ip: address, port }, pods, backends, known);
    case 'node':
      return node === undefined ? [] : endAt(address, port, [], known);
    case 'node-local':
      return [onOwnNode(source, address, port)];
    case 'direct':
      return isRelayed(address, known) ? [relayed(address, port)] : endAt(address, port, [], known);
  }
};

const endAt = (address: string, port: number, pods: Destination['pods'], known: Directory): End[] => {
  const target = known.whoHas(address, port, pods);
  return target === undefined ? [] : [{ target, port }];
};

const onOwnNode = ({ node }: PodPlan, address: string, port: number): End => ({ target: nodeAt({ name: node }, address), port });

/** Where one of them is not known, nobody can say what all of them do. */
const behind = (through: NonNullable<Question['through']>, pods: Destination['pods'], backends: NonNullable<Destination['backends']>, known: Directory): End[] => {
  const ends = backends.map(({ address, port }) => endAt(address, port, pods, known));
  return ends.some((some) => some.length === 0) ? [] : ends.flat().map((end) => ({ ...end, through }));
};

/** Google's nodes answer for the metadata server of the machine, where workloads have identities of their own. */
const isRelayed = (address: string, { relaysMetadata }: Directory): boolean => relaysMetadata && address === '169.254.169.254';

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity */
const relayed = (address: string, port: number): End => ({ target: { kind: 'address', ip: '169.254.169.252' }, port: 988, through: { kind: 'cluster-ip', ip: address, port } });
