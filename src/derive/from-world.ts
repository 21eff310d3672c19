/** From a world, and the namespaces that somebody asks about, to the matrix that its policies say. */
import { NetproofError } from '../errors.ts';
import { probeLabel } from '../model/marks.ts';
import type { Labels, Selector } from '../model/snapshot.ts';
import { addressesOf } from '../policy/endpoint.ts';
import { nearPods } from '../policy/neighbourhood.ts';
import { selects } from '../policy/selector.ts';
import type { PodTemplate, World } from '../world/world.ts';
import { blockTargets } from './blocks.ts';
import { lastingLabels } from './classes.ts';
import { derive } from './derive.ts';
import type { DerivedMatrix } from './derive.ts';
import { besideOthers } from './others.ts';
import { specialTargets } from './specials.ts';
import type { DerivedTarget } from './targets.ts';

export interface DeriveOptions {
  readonly namespaces: readonly string[];
  readonly internet: string;
  /** Of which namespaces everything is known; if not given, of all. */
  readonly known?: readonly string[];
  /** Only these pods are rows and columns; if not given, all. Policies count all the same. */
  readonly pods?: Selector;
  /** Targets that are asked about besides. */
  readonly besides?: readonly DerivedTarget[];
  /** Where, if it is there, the stranger lives that nobody asked about; `default` if absent. */
  readonly outside?: string;
  /** Names have the namespace before them, though there is but one. */
  readonly qualified?: boolean;
}

export interface Derived {
  readonly matrix: DerivedMatrix;
  /** What is left out, in sentences. */
  readonly remarks: readonly string[];
}

/** @throws NetproofError ERR_USAGE if only some pods are meant, and there is none of them */
export const deriveFrom = (world: World, { namespaces, internet, known, outside, pods: asked = everyPod, besides = [], qualified }: DeriveOptions): Derived => {
  const chosen = [...new Set(namespaces)];
  // Guests of other runs are nobody's workload, and gone in a minute.
  const own = world.pods.filter(({ namespace, labels }) => chosen.includes(namespace) && !Object.hasOwn(labels, probeLabel));
  const lasting = lastingLabels(world.policies);
  const isBare = ({ labels }: PodTemplate): boolean => Object.keys(lasting(labels)).length === 0;
  const meant = own.filter(({ labels }) => selects(asked, labels));
  if (asked !== everyPod && meant.length === 0) throw new NetproofError('ERR_USAGE', `No pod of ${chosen.join(', ')} has the labels that -l asks for`);
  const onHost = meant.filter(({ hostNetwork }) => hostNetwork);
  const bare = meant.filter((pod) => !pod.hostNetwork && isBare(pod));
  const pods = meant.filter((pod) => !pod.hostNetwork && !isBare(pod));
  const policies = world.policies.filter(({ namespace }) => chosen.includes(namespace));
  const idle = policies.filter(({ namespace, podSelector }) => !own.some((pod) => pod.namespace === namespace && selects(podSelector, pod.labels)));
  return {
    matrix: besideOthers(derive({ ...world, pods: [...pods, ...strangers(world, chosen, { ...(known === undefined ? {} : { known }), ...(outside === undefined ? {} : { outside }) })], chosen, specials: [...specialTargets(world, internet), ...blockTargets(policies, isInside(world)), ...besides], ...(qualified === undefined ? {} : { qualified }) }), world),
    remarks: [
      ...(meant.length < own.length ? [`${count(own.length - meant.length)} left out: -l does not select them`] : []),
      ...(onHost.length > 0 ? [`${count(onHost.length)} on the network of the node left out: what policy means there is undefined`] : []),
      ...(bare.length > 0 ? [`${count(bare.length)} without lasting labels left out: a matrix cannot name such`] : []),
      ...idle.map(({ namespace, name }) => `policy ${namespace}/${name} selects no pod`),
    ],
  };
};

const everyPod: Selector = { matchLabels: {}, matchExpressions: [] };

const count = (pods: number): string => `${pods} ${pods === 1 ? 'pod' : 'pods'}`;

/** Where pods and Services have their addresses, any may be that of one that nobody read. */
const isInside = (world: World): ((ip: string) => boolean) => {
  const machines = new Set([...world.nodes, ...world.apiserver.map(({ target }) => target)].flatMap(addressesOf));
  const isNear = nearPods(world);
  return (ip) => machines.has(ip) || isNear(ip);
};

/** Not likely in any rule. */
const strangeLabels = { app: 'netproof-stranger' } as const;

/** Whether a class is made up: nobody lives there. */
export const isStranger = ({ labels }: { readonly labels: Labels }): boolean => labels['app'] === strangeLabels.app;

/** Whom no rule knows by name: in each of the namespaces, and in one that nobody asked about. */
const strangers = ({ namespaces }: World, chosen: readonly string[], { known, outside: preferred = 'default' }: Pick<DeriveOptions, 'known' | 'outside'>): PodTemplate[] => {
  const elsewhere = namespaces.map(({ name }) => name).filter((name) => !chosen.includes(name) && !name.startsWith('kube-') && (known === undefined || known.includes(name) || name === preferred));
  const outside = [preferred, 'default'].find((name) => elsewhere.includes(name)) ?? elsewhere.toSorted()[0];
  return [...chosen, ...(outside === undefined ? [] : [outside])].map((namespace) => ({ namespace, labels: strangeLabels, ports: [], ips: [], serviceAccount: 'default', called: namespace === outside ? 'outsider' : 'stranger' }));
};
