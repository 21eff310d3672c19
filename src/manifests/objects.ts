/** A file becomes the Kubernetes objects in it, one by one or from lists, each with its place. */
import type { z } from 'zod';
import type { Origin } from '../model/verdict.ts';
import { readYaml } from '../yaml/document.ts';
import type { Mistake, YamlDocument } from '../yaml/document.ts';
import { explain, fieldOf } from '../yaml/explain.ts';
import type { Reading } from './reading.ts';

export interface ManifestObject {
  /** Without the version; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly value: unknown;
  readonly document: YamlDocument;
  /** Where in the document it stands: in a list, not at its root. */
  readonly path: readonly PropertyKey[];
}

/** In the order of the file. Documents without content are left out. */
export const readObjects = (text: string, file: string): Reading<ManifestObject>[] => {
  const { documents, mistakes } = readYaml(text, file);
  return [...mistakes.map((mistake) => ({ mistakes: [mistake] })), ...documents.flatMap((document) => (document.value === null ? [] : objectsIn(document)))];
};

const objectsIn = (document: YamlDocument, value: unknown = document.value, path: readonly PropertyKey[] = []): Reading<ManifestObject>[] => {
  const { apiVersion, kind, items } = fieldsOf(value);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return [{ mistakes: [{ origin: document.originOf(path), message: `${path.length > 0 ? `${fieldOf(path)}: ` : ''}is no Kubernetes object: apiVersion and kind are missing` }] }];
  }
  if (kind.endsWith('List') && Array.isArray(items)) {
    // A list as kubectl writes it says of each item what it is; one as the API server writes it says so of all at once.
    const each = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
    return items.flatMap((item: unknown, index) => objectsIn(document, { ...each, ...fieldsOf(item) }, [...path, 'items', index]));
  }
  return [{ value: { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', kind, value, document, path } }];
};

const fieldsOf = (value: unknown): { readonly apiVersion?: unknown; readonly kind?: unknown; readonly items?: unknown } => (value !== null && typeof value === 'object' ? value : {});

export const originOf = ({ document, path }: ManifestObject): Origin => document.originOf(path);

/** What a schema says of an object: pointing at the field rather than at its value, which may stand lines below. */
export const explainIn = ({ document, path }: ManifestObject, issue: z.core.$ZodIssue): Mistake[] => {
  const placeOf = (at: readonly PropertyKey[]): Origin => {
    const field = at.at(-1);
    return typeof field === 'string' ? document.originOfKey(at.slice(0, -1), field) : document.originOf(at);
  };
  return explain({ ...issue, path: [...path, ...issue.path] }, document, placeOf);
};

export const readAs = <T>(schema: z.ZodType<T>, object: ManifestObject, explained = explainIn): Reading<T> => {
  const parsed = schema.safeParse(object.value);
  return parsed.success ? { value: parsed.data } : { mistakes: parsed.error.issues.flatMap((issue) => explained(object, issue)) };
};
