/** NetworkPolicies as people write them, read as the tool reads them. */
import type { NetworkPolicy } from '../../src/model/network-policy.ts';
import { parseManifest } from '../../src/manifests/policies.ts';
import { toNetworkPolicy } from '../../src/policy/normalise.ts';
import { formatMistake } from '../../src/yaml/document.ts';

/** By `namespace/name`, what stands under `spec:`. */
export type Policies = Readonly<Record<string, string>>;

/** In their order; one that the API server would refuse is a mistake of the test. */
export const policiesFrom = (specs: Policies): NetworkPolicy[] =>
  Object.entries(specs).flatMap(([key, spec]) => {
    const { policies, mistakes } = parseManifest(manifestOf(key, spec), key);
    if (mistakes.length > 0) throw new Error(mistakes.map((mistake) => formatMistake(key, mistake)).join('\n'));
    return policies.map((policy) => toNetworkPolicy(policy, 'default'));
  });

/** What is wrong with a `spec`, as the tool tells it. */
export const mistakesIn = (spec: string): string[] => parseManifest(manifestOf('default/policy', spec), 'file').mistakes.map(({ message }) => message);

const manifestOf = (key: string, spec: string): string => {
  const [namespace, name] = key.split('/');
  const body = spec.trimEnd().replaceAll(/^/gm, '  ');
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {namespace: ${namespace}, name: ${name}}\nspec:\n${body}\n`;
};
