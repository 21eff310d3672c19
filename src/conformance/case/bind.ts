/** A case's policies become those of a cluster: with the names of its namespaces and the addresses of its pods. */
import { familyOf } from '../../policy/ip-block.ts';
import { namespaceNameLabel } from '../../policy/policy-index.ts';
import { namespaces } from '../world/world.ts';
import type { NamespaceKey, PodKey } from '../world/world.ts';
import type { PolicyManifest } from './case.ts';
import { fillIn, mapTexts, placeholderIn } from './placeholder.ts';
import type { Placeholder } from './placeholder.ts';

/** Where a case is played. */
export interface Stage {
  readonly namespaces: Readonly<Record<NamespaceKey, string>>;
  /** At most one a family; of the subject none is asked for. */
  readonly addresses: Readonly<Partial<Record<PodKey, readonly string[]>>>;
}

export interface BoundPolicy extends Omit<PolicyManifest, 'metadata'> {
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** @returns what can be created, or why it cannot be here */
export const bindPolicies = (policies: readonly PolicyManifest[], stage: Stage): BoundPolicy[] | string => {
  const missing = policies.flatMap(({ spec }) => placeholdersIn(spec)).find((placeholder) => addressOf(placeholder, stage) === undefined);
  if (missing !== undefined) return `${missing.pod} has no IPv${missing.family} address here`;
  return policies.map((policy) => bindPolicy(policy, stage));
};

const bindPolicy = ({ metadata: { name, namespace }, spec, ...head }: PolicyManifest, stage: Stage): BoundPolicy => ({
  ...head,
  metadata: { name, namespace: stage.namespaces[namespace] },
  spec: Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, mapTexts(withNames(value, stage), (text) => fillIn(text, (placeholder) => addressOf(placeholder, stage)))])),
});

const addressOf = ({ pod, family }: Placeholder, { addresses }: Stage): string | undefined => addresses[pod]?.find((address) => familyOf(address) === family);

const placeholdersIn = (value: unknown): Placeholder[] => {
  const found: Placeholder[] = [];
  mapTexts(value, (text) => {
    found.push(...[placeholderIn(text)].filter((placeholder) => placeholder !== undefined));
    return text;
  });
  return found;
};

/** Wherever the label that names a namespace is asked for, be it by `matchLabels` or by an expression's `key`. */
const withNames = (value: unknown, stage: Stage): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withNames(item, stage));
  if (value === null || typeof value !== 'object') return value;
  const named = 'key' in value && value.key === namespaceNameLabel ? 'values' : namespaceNameLabel;
  return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, key === named ? mapTexts(each, (text) => realName(text, stage)) : withNames(each, stage)]));
};

const realName = (text: string, stage: Stage): string => {
  const key = namespaces.find((namespace) => namespace === text);
  return key === undefined ? text : stage.namespaces[key];
};
