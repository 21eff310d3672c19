/** From a world, and the namespaces that somebody asks about, to the matrix that its policies say. */
import { selects } from '../policy/selector.ts';
import type { World } from '../world/world.ts';
import { blockTargets } from './blocks.ts';
import type { DerivedPod } from './classes.ts';
import { derive } from './derive.ts';
import type { DerivedMatrix } from './derive.ts';
import { specialTargets } from './specials.ts';

export interface DeriveOptions {
  readonly namespaces: readonly string[];
  readonly internet: string;
}

export interface Derived {
  readonly matrix: DerivedMatrix;
  /** What is left out, in sentences. */
  readonly remarks: readonly string[];
}

export const deriveFrom = (world: World, { namespaces, internet }: DeriveOptions): Derived => {
  const own = world.pods.filter(({ namespace }) => namespaces.includes(namespace));
  const onHost = own.filter(({ hostNetwork }) => hostNetwork);
  const bare = own.filter(({ hostNetwork, labels }) => !hostNetwork && Object.keys(labels).length === 0);
  const pods = own.filter(({ hostNetwork, labels }) => !hostNetwork && Object.keys(labels).length > 0);
  const policies = world.policies.filter(({ namespace }) => namespaces.includes(namespace));
  return {
    matrix: derive({ ...world, pods: [...pods, ...strangers(world, namespaces)], chosen: namespaces, specials: [...specialTargets(world, internet), ...blockTargets(policies)] }),
    remarks: [
      ...(onHost.length > 0 ? [`${onHost.length} pods on their node’s network are left out: what policy means for them is undefined`] : []),
      ...(bare.length > 0 ? [`${bare.length} pods without labels are left out: a matrix cannot name them`] : []),
      ...policies.filter(({ namespace, podSelector }) => !pods.some((pod) => pod.namespace === namespace && selects(podSelector, pod.labels))).map(({ namespace, name }) => `policy ${namespace}/${name} selects no pod`),
    ],
  };
};

/** Whom no rule knows by name: in each of the namespaces, and in one that nobody asked about. */
const strangers = ({ namespaces }: World, chosen: readonly string[]): DerivedPod[] => {
  const elsewhere = namespaces.map(({ name }) => name).filter((name) => !chosen.includes(name) && !name.startsWith('kube-'));
  const outside = elsewhere.includes('default') ? 'default' : elsewhere.toSorted()[0];
  return [...chosen, ...(outside === undefined ? [] : [outside])].map((namespace) => ({ namespace, labels: { app: 'netproof-stranger' }, ports: [], ips: [], serviceAccount: 'default', called: namespace === outside ? 'outsider' : 'stranger' }));
};
