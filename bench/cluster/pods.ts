/** Replicas of workloads, each with the labels that controllers make up and an address of its own. */
import type { Labels } from '../../src/model/snapshot.ts';
import type { WorldPod } from '../../src/world/world.ts';
import type { Workload } from './workloads.ts';

export const podsOf = (workloads: readonly Workload[], count: number): WorldPod[] =>
  Array.from({ length: count }, (_, index) => {
    const at = index % workloads.length;
    const workload = workloads[at];
    if (workload === undefined) throw new Error('pods need a workload');
    return replica(workload, { workload: at, ordinal: Math.floor(index / workloads.length), ip: `10.${64 + (index >>> 16)}.${(index >>> 8) & 255}.${index & 255}` });
  });

interface Place {
  readonly workload: number;
  readonly ordinal: number;
  readonly ip: string;
}

const replica = ({ namespace, name, kind, labels, ports }: Workload, place: Place): WorldPod => ({
  namespace, called: name, labels: { ...labels, ...generated[kind](name, place) }, ports, ips: [place.ip], serviceAccount: 'default', hostNetwork: false,
});

/** Every other replica of a Deployment is of its next release, as in the middle of a rollout. */
const generated: Readonly<Record<Workload['kind'], (name: string, place: Place) => Labels>> = {
  Deployment: (_, { workload, ordinal }) => ({ 'pod-template-hash': (workload * 2 + (ordinal % 2)).toString(36) }),
  StatefulSet: (name, { workload, ordinal }) => ({ 'controller-revision-hash': `${name}-${workload.toString(36)}`, 'statefulset.kubernetes.io/pod-name': `${name}-${ordinal}`, 'apps.kubernetes.io/pod-index': String(ordinal) }),
  Job: (name, { workload, ordinal }) => ({ 'batch.kubernetes.io/controller-uid': `${workload}-${ordinal}`, 'batch.kubernetes.io/job-name': `${name}-${ordinal}` }),
};
