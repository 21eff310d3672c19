/** What a case's steps do with policies: each as the API server would take it, and none gone before it came. */
import { policySchema } from '../../manifests/policy-schema.ts';
import type { Mistake, YamlDocument } from '../../yaml/document.ts';
import { explain } from '../../yaml/explain.ts';
import { podKeys } from '../world/world.ts';
import type { PolicyManifest } from './case.ts';
import { fillIn, mapTexts } from './placeholder.ts';
import type { Placeholder } from './placeholder.ts';
import type { WrittenStep } from './schema.ts';

export const checkPolicies = (steps: readonly WrittenStep[], document: YamlDocument): Mistake[] => {
  const present = new Set<string>();
  return steps.flatMap(({ remove, apply }, index): Mistake[] => {
    const path = ['steps', index];
    const absent = remove.flatMap((name, position) => (present.delete(name) ? [] : [{ origin: document.originOf([...path, 'remove', position]), message: `"${name}" is no policy that an earlier step applied` }]));
    const wrong = apply.flatMap((policy, position) => {
      const names = apply.slice(0, position).map(keyOf);
      const twice = names.includes(keyOf(policy)) ? [{ origin: document.originOf([...path, 'apply', position]), message: `"${keyOf(policy)}" is applied twice in one step` }] : [];
      return [...twice, ...checkPolicy(policy, [...path, 'apply', position], document)];
    });
    for (const policy of apply) present.add(keyOf(policy));
    return [...absent, ...wrong];
  });
};

const checkPolicy = (policy: PolicyManifest, path: readonly PropertyKey[], document: YamlDocument): Mistake[] => {
  const { error } = policySchema.safeParse(mapTexts(policy, (text) => fillIn(text, sampleAddress)));
  return error?.issues.flatMap((issue) => explain({ ...issue, path: [...path, ...issue.path] }, document)) ?? [];
};

/** Only so that a block can be checked as a block. */
const sampleAddress = ({ pod, family }: Placeholder): string => `${family === 4 ? '10.0.0.' : 'fd00::'}${podKeys.indexOf(pod) + 1}`;

const keyOf = ({ metadata: { namespace, name } }: PolicyManifest): string => `${namespace}/${name}`;
