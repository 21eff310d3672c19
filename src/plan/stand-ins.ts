/** Gathers what stand-ins are needed for, and makes one pod of all needs with the same namespace and labels. */
import type { Listen } from '../../probes/contract.ts';
import type { PodPlan } from '../model/plan.ts';
import type { ContainerPort, Labels, Named } from '../model/snapshot.ts';
import { identityKey, podName } from './names.ts';
import { nodeFor } from './placement.ts';
import type { Placement } from './placement.ts';
import type { StandInNeed } from './targets/resolution.ts';

interface Gathered {
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
  const gathered = new Map<string, Gathered>();
  return {
    need: (target, { namespace, labels, transport, port, name }) => {
      const key = identityKey(namespace, labels);
      let pod = gathered.get(key);
      if (pod === undefined) {
        const node = nodeFor(placement, firstNode + gathered.size);
        pod = { namespace, labels, node, name: podName(run, secret, { role: 'stand-in', namespace, labels, node }), listen: [], ports: [], serves: [] };
        gathered.set(key, pod);
      }
      const protocol = transport === 'TCP' ? 'tcp' : 'udp';
      if (!pod.listen.some((listen) => listen.protocol === protocol && listen.port === port)) pod.listen.push({ protocol, port });
      if (name !== undefined && !pod.ports.some((known) => known.name === name && known.protocol === transport && known.port === port)) pod.ports.push({ name, protocol: transport, port });
      if (!pod.serves.includes(target)) pod.serves.push(target);
      return pod;
    },
    pods: () => [...gathered.values()].map(({ ports, ...pod }) => ({ ...pod, ...(ports.length === 0 ? {} : { ports }), role: 'stand-in' as const, gated: true })),
  };
};
