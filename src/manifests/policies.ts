/** A file of manifests becomes the NetworkPolicies in it; or everything that the API server, or a reader, would stumble over. */
import type { z } from 'zod';
import type { Origin } from '../model/verdict.ts';
import type { Mistake } from '../yaml/document.ts';
import { nameOf } from './fields.ts';
import { explainIn, originOf, readAs, readObjects } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { policySchema, specFields } from './policy-schema.ts';
import type { PolicySpec } from './policy-schema.ts';
import { andThen, mistakesOf, valuesOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** A NetworkPolicy as it was written, with the defaults that the API server fills in. */
export interface PolicyDocument {
  readonly origin: Origin;
  readonly name: string;
  /** Absent where the file leaves it to whoever applies it. */
  readonly namespace?: string;
  readonly spec: PolicySpec;
}

export interface ManifestFile {
  readonly file: string;
  /** Those without a mistake. */
  readonly policies: readonly PolicyDocument[];
  /** How many objects of other kinds there are. They are not looked at. */
  readonly others: number;
  readonly mistakes: readonly Mistake[];
}

export const parseManifest = (text: string, file: string): ManifestFile => {
  const readings = readObjects(text, file).map((reading) => andThen(reading, (object): Reading<PolicyDocument | undefined> => (isNetworkPolicy(object) ? readPolicy(object) : { value: undefined })));
  const found = valuesOf(readings);
  const policies = found.filter((policy) => policy !== undefined);
  return { file, policies, others: found.length - policies.length, mistakes: mistakesOf(readings) };
};

/** Kubernetes' own, in whatever version, and with the group forgotten; Calico and Antrea have kinds of this name too. */
export const isNetworkPolicy = ({ group, kind }: ManifestObject): boolean => kind === 'NetworkPolicy' && ['networking.k8s.io', 'extensions', ''].includes(group);

export const readPolicy = (object: ManifestObject): Reading<PolicyDocument> =>
  andThen(readAs(policySchema, object, explainPolicy), ({ metadata, spec }) => ({
    value: { origin: originOf(object), name: nameOf(metadata), ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), spec },
  }));

const explainPolicy = (object: ManifestObject, issue: z.core.$ZodIssue): Mistake[] => {
  const fields = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path.at(-1))];
  return explainIn(object, issue).map((mistake, index) => ({ ...mistake, message: `${mistake.message}${indentation(issue, fields[index])}` }));
};

/** Labels take any name, so a field that slipped in among them is known only by its value's being no text. */
const indentation = ({ code, path }: z.core.$ZodIssue, field = ''): string => {
  const slipped = code === 'unrecognized_keys' || (code === 'invalid_type' && path.at(-2) === 'matchLabels');
  return slipped && specFields.has(field) ? `; ${field} is a field of spec: is it indented wrongly?` : '';
};
