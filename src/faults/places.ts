/** Where each model may bite, in policies and among classes of pods. Nodes come later: a plan decides who is where. */
import type { NetworkPolicy } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import type { Fault, FaultModel, IsHere, Setting, Variant } from './fault.ts';
import { models } from './registry.ts';

export type Misread = Fault & { readonly kind: 'misread' };
type Misenforces = Variant & { readonly kind: 'misenforces' };

const variants = <Kind extends Variant['kind']>(kind: Kind): { readonly model: string; readonly name: string; readonly variant: Variant & { readonly kind: Kind } }[] =>
  models.flatMap((model: FaultModel) => Object.entries(model.variants).flatMap(([name, variant]) => (variant.kind === kind ? [{ model: model.name, name, variant: variant as Variant & { readonly kind: Kind } }] : [])));

/** One place for each policy, rule, peer, port or selector that may be misread. */
export const misreadingsIn = (policies: readonly NetworkPolicy[], setting: Setting): Misread[] =>
  policies.flatMap((policy) =>
    variants('misreads').flatMap(({ model, name, variant }) =>
      variant.misreadings(policy, setting).map((misreading) => ({ kind: 'misread' as const, model, variant: name, place: `${policy.namespace}/${policy.name}${misreading.at === '' ? '' : ` ${misreading.at}`}`, namespace: policy.namespace, policy, misreading })),
    ),
  );

const misenforced = (per: Misenforces['per'], where: { readonly place: string; readonly namespace?: string }, isHere: IsHere): Fault[] =>
  variants('misenforces').filter(({ variant }) => variant.per === per).map(({ model, name, variant }) => ({ kind: 'misenforced' as const, per, model, variant: name, ...where, misenforce: variant.misenforce(isHere) }));

/** As if all pods were on it. */
export const faultsOfSomeNode: readonly Fault[] = misenforced('node', { place: 'some node' }, (end) => isPod(end));

export const faultsOfNode = (node: string): Fault[] => misenforced('node', { place: `node ${node}` }, (end) => isPod(end) && end.node === node);

/** Of whoever wears these labels. */
export const faultsOfClass = ({ name, namespace, labels }: { readonly name: string; readonly namespace: string; readonly labels: Labels }): Fault[] => {
  const worn = spelled(labels);
  return misenforced('class', { place: `pods of ${name}`, namespace }, (end) => isPod(end) && end.namespace === namespace && spelled(end.labels) === worn);
};

const isPod = (end: Endpoint): end is Endpoint & { readonly kind: 'pod' } => end.kind === 'pod' && !end.hostNetwork;

const spelled = (labels: Labels): string => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What no connection of a standing cluster shows, and why. */
export const unseenFaults = (): { readonly model: string; readonly variant: string; readonly because: string }[] => variants('unseen').map(({ model, name, variant }) => ({ model, variant: name, because: variant.because }));
