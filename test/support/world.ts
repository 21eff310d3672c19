/** Small worlds that policy is asked about, and the matrices that their policies say. */
import { derive } from '../../src/derive/derive.ts';
import type { DeriveInput, DerivedMatrix } from '../../src/derive/derive.ts';
import { deriveFrom } from '../../src/derive/from-world.ts';
import type { Derived, DeriveOptions } from '../../src/derive/from-world.ts';
import { nobodysAddress } from '../../src/derive/specials.ts';
import type { World, WorldPod } from '../../src/world/world.ts';
import { policiesFrom } from './policies.ts';
import type { Policies } from './policies.ts';

/** A pod of `shop` with the label `app`, called by it. */
export const aWorldPod = (called: string, fields: Partial<WorldPod> = {}): WorldPod => ({ namespace: 'shop', labels: { app: called }, ports: [], ips: [], serviceAccount: 'default', called, hostNetwork: false, ...fields });

/** The namespaces `default`, `kube-system` and `shop`, those in which something is, and nothing else. */
export const aWorld = ({ policies = {}, ...fields }: Partial<Omit<World, 'policies'>> & { readonly policies?: Policies } = {}): World => {
  const written = policiesFrom(policies);
  const inhabited = [...written, ...(fields.pods ?? [])].map(({ namespace }) => namespace);
  return {
    namespaces: [...new Set(['default', 'kube-system', 'shop', ...inhabited])].map((name) => ({ name, labels: {} })),
    pods: [], services: [], nodes: [], apiserver: [], otherPolicies: { objects: [], unreadable: [] }, ...fields, policies: written,
  };
};

export const derivedFrom = (world: World, options: Partial<DeriveOptions> = {}): Derived => deriveFrom(world, { namespaces: ['shop'], internet: nobodysAddress, ...options });

/** Of these pods and policies alone: no strangers, and nothing outside. */
export const derivedOf = ({ pods, policies = {}, specials = [] }: { readonly pods: readonly WorldPod[]; readonly policies?: Policies; readonly specials?: DeriveInput['specials'] }): DerivedMatrix => {
  const world = aWorld({ pods, policies });
  return derive({ ...world, chosen: [...new Set(pods.map(({ namespace }) => namespace))], specials });
};

/** `source -> target` of each answer that is not the usual one, or of all. */
export const answersIn = ({ sources, targets, answer }: DerivedMatrix): Record<string, string> =>
  Object.fromEntries(sources.flatMap((source, row) => targets.map((target, column) => [`${source.name} -> ${target.name}`, answer(row, column).verdict])));
