/** Gathers what stand-ins are needed for, and makes one pod of all needs with the same namespace and labels, or as few as the names of their ports allow. */
import type { Listen } from '../../probes/contract.ts';
import type { PodPlan } from '../model/plan.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import { identityKey, podName } from './names.ts';
import { nodeFor } from './placement.ts';
import type { Placement } from './placement.ts';
import type { StandInNeed } from './targets/resolution.ts';

type Served = Pick<StandInNeed, 'transport' | 'port' | 'name'>;

interface Gathered {
  readonly key: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly node: string;
  readonly name: string;
  readonly served: Served[];
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
    need: (target, { namespace, labels, ...wanted }) => {
      const key = identityKey(namespace, labels);
      const alike = gathered.filter((one) => one.key === key);
      let pod = alike.find(({ served }) => served.every((known) => goTogether(known, wanted)));
      if (pod === undefined) {
        const node = nodeFor(placement, firstNode + gathered.length);
        const salt = alike.length === 0 ? run : `${run} ${alike.length}`;
        pod = { key, namespace, labels, node, name: podName(salt, secret, { role: 'stand-in', namespace, labels, node }), served: [], serves: [] };
        gathered.push(pod);
      }
      if (!pod.served.some((known) => isSamePort(known, wanted))) pod.served.push(wanted);
      if (!pod.serves.includes(target)) pod.serves.push(target);
      return pod;
    },
    pods: () => gathered.map(toPod),
  };
};

const toPod = ({ namespace, labels, node, name: own, served, serves }: Gathered): PodPlan => {
  const ports = served.flatMap(({ name, transport, port }) => (name === undefined ? [] : [{ name, protocol: transport, port }]));
  return { namespace, labels, node, name: own, listen: served.map(toListen), serves, ...(ports.length === 0 ? {} : { ports }), role: 'stand-in', gated: true };
};

const toListen = ({ transport, port }: Served): Listen => ({ protocol: transport === 'TCP' ? 'tcp' : 'udp', port });

/** Rules know a port by its name or by its lack of one, so in a pod each port has one name or none, and each name one port. */
const goTogether = (one: Served, other: Served): boolean => (isSamePort(one, other) ? one.name === other.name : one.name === undefined || one.name !== other.name);

const isSamePort = (one: Served, other: Served): boolean => one.transport === other.transport && one.port === other.port;
