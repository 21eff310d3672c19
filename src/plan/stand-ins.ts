/** Gathers what stand-ins are needed for, and makes one pod of all needs with the same namespace and labels, or as few as their port names allow. */
import type { Listen } from '../../probes/contract.ts';
import type { PodPlan } from '../model/plan.ts';
import type { ContainerPort, Labels, Named } from '../model/snapshot.ts';
import { identityKey, podName } from './names.ts';
import { nodeFor } from './placement.ts';
import type { Placement } from './placement.ts';
import type { StandInNeed } from './targets/resolution.ts';

interface Gathered {
  readonly key: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly node: string;
  readonly name: string;
  readonly listen: Listen[];
  readonly ports: ContainerPort[];
  readonly serves: string[];
}

export interface StandInRegistry {
  readonly need: (target: string, need: StandInNeed) => Named & { readonly node: string };
  readonly pods: () => PodPlan[];
}

/**
 * @param firstNode index of the node for the first stand-in, so that stand-ins and sources do not all pair up on the
 * same node
 */
export const createStandInRegistry = (run: string, secret: string, placement: Placement, firstNode: number): StandInRegistry => {
  const gathered: Gathered[] = [];
  return {
    need: (target, { namespace, labels, transport, port, name }) => {
      const key = identityKey(namespace, labels);
      const alike = gathered.filter((one) => one.key === key);
      let pod = alike.find(({ ports }) => isFree(name, transport, port, ports));
      if (pod === undefined) {
        const node = nodeFor(placement, firstNode + gathered.length);
        const salt = alike.length === 0 ? run : `${run} ${alike.length}`;
        pod = { key, namespace, labels, node, name: podName(salt, secret, { role: 'stand-in', namespace, labels, node }), listen: [], ports: [], serves: [] };
        gathered.push(pod);
      }
      const protocol = transport === 'TCP' ? 'tcp' : 'udp';
      if (!pod.listen.some((listen) => listen.protocol === protocol && listen.port === port)) pod.listen.push({ protocol, port });
      if (name !== undefined && !pod.ports.some((known) => known.name === name && known.protocol === transport && known.port === port)) pod.ports.push({ name, protocol: transport, port });
      if (!pod.serves.includes(target)) pod.serves.push(target);
      return pod;
    },
    pods: () => gathered.map(toPod),
  };
};

const toPod = (gathered: Gathered): PodPlan => {
  const { key: _, ports, ...pod } = gathered;
  return { ...pod, ...(ports.length === 0 ? {} : { ports }), role: 'stand-in', gated: true };
};

/** Within a container a name means one port. */
const isFree = (name: string | undefined, transport: string, port: number, ports: readonly ContainerPort[]): boolean =>
  name === undefined || ports.every((known) => known.name !== name || (known.protocol === transport && known.port === port));
