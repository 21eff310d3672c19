/** A file of manifests becomes the NetworkPolicies in it; or everything that the API server, or a reader, would stumble over. */
import type { z } from 'zod';
import type { Origin } from '../model/verdict.ts';
import { readYaml } from '../yaml/document.ts';
import type { Mistake, YamlDocument } from '../yaml/document.ts';
import { explain, fieldOf } from '../yaml/explain.ts';
import { policySchema, specFields } from './policy-schema.ts';
import type { PolicySpec } from './policy-schema.ts';

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

type Reading = PolicyDocument | 'other' | readonly Mistake[];

export const parseManifest = (text: string, file: string): ManifestFile => {
  const { documents, mistakes } = readYaml(text, file);
  const read = documents.flatMap((document) => (document.value === null ? [] : readObjects(document)));
  return {
    file,
    policies: read.flatMap((one) => (isMistakes(one) || one === 'other' ? [] : [one])),
    others: read.filter((one) => one === 'other').length,
    mistakes: [...mistakes, ...read.flatMap((one) => (isMistakes(one) ? one : []))],
  };
};

const isMistakes = (reading: Reading): reading is readonly Mistake[] => Array.isArray(reading);

/** A document is an object, or a list of objects, as `kubectl get -o yaml` writes them. */
const readObjects = (document: YamlDocument, value: unknown = document.value, path: readonly PropertyKey[] = []): Reading[] => {
  const { apiVersion, kind, items } = fieldsOf(value);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return [[{ origin: document.originOf(path), message: `${path.length > 0 ? `${fieldOf(path)}: ` : ''}is no Kubernetes object: apiVersion and kind are missing` }]];
  }
  if (['List', 'NetworkPolicyList'].includes(kind) && Array.isArray(items)) {
    return items.flatMap((item: unknown, index) => readObjects(document, item, [...path, 'items', index]));
  }
  return isNetworkPolicy(apiVersion, kind) ? [readPolicy(document, value, path)] : ['other'];
};

const fieldsOf = (value: unknown): { readonly apiVersion?: unknown; readonly kind?: unknown; readonly items?: unknown } => (value !== null && typeof value === 'object' ? value : {});

/** Kubernetes' own, in whatever version; Calico and Antrea have kinds of this name too. */
const isNetworkPolicy = (apiVersion: string, kind: string): boolean => kind === 'NetworkPolicy' && ['networking.k8s.io', 'extensions'].includes(apiVersion.split('/')[0] ?? '');

const readPolicy = (document: YamlDocument, value: unknown, path: readonly PropertyKey[]): Reading => {
  const parsed = policySchema.safeParse(value);
  if (!parsed.success) return parsed.error.issues.flatMap((issue) => tell({ ...issue, path: [...path, ...issue.path] }, document));
  const { metadata, spec } = parsed.data;
  return {
    origin: document.originOf(path),
    name: metadata.name ?? `${metadata.generateName}*`,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    spec,
  };
};

/** At the field rather than at its value, which may stand lines below. */
const tell = (issue: z.core.$ZodIssue, document: YamlDocument): Mistake[] => {
  const placeOf = (path: readonly PropertyKey[]): Origin => {
    const field = path.at(-1);
    return typeof field === 'string' ? document.originOfKey(path.slice(0, -1), field) : document.originOf(path);
  };
  const fields = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path.at(-1))];
  return explain(issue, document, placeOf).map(({ origin, message }, index) => ({ ...(origin === undefined ? {} : { origin }), message: `${message}${indentation(issue, fields[index])}` }));
};

/** Labels take any name, so a field that slipped in among them is known only by its value's being no text. */
const indentation = ({ code, path }: z.core.$ZodIssue, field = ''): string => {
  const slipped = code === 'unrecognized_keys' || (code === 'invalid_type' && path.at(-2) === 'matchLabels');
  return slipped && specFields.has(field) ? `; ${field} is a field of spec: is it indented wrongly?` : '';
};
