/** By what netproof knows its own objects again. */
import type { V1ObjectMeta } from '@kubernetes/client-node';
import { dns1123 } from '../yaml/names.ts';

export const managedBy = { 'app.kubernetes.io/managed-by': 'netproof' } as const;

export const runAnnotation = 'netproof.dev/run';

/** On each Lease, and on a namespace without a heart of its own: where the one Lease of the run is that is renewed. */
export const heartAnnotation = 'netproof.dev/heart';

/** Whose run an object says it is, and where that run's heart beats. Anybody may have written it: what is no name is not heard. */
export const runOf = ({ annotations = {} }: V1ObjectMeta = {}): { readonly run?: string; readonly heart?: string } => {
  const run = nameIn(annotations[runAnnotation]);
  const heart = nameIn(annotations[heartAnnotation]);
  return { ...(run === undefined ? {} : { run }), ...(heart === undefined ? {} : { heart }) };
};

const nameIn = (text: string | undefined): string | undefined => (dns1123.safeParse(text).success ? text : undefined);

/** A run's namespace: of its controls, or of the battery's heart. */
export const namespaceOfRun = (run: string): string => `netproof-${run}`;

export const canaryNamespaceOf = (run: string): string => `netproof-canary-${run}`;

/** One of the battery's. @param set counted from 1 @param key the namespace's letter in a case */
export const worldNamespaceOf = (run: string, set: number, key: string): string => `${namespaceOfRun(run)}-${set}${key}`;

/** Whether a run gives a namespace this name. A run has eight hexadecimal digits: no name that somebody lends is one of these. */
export const isNamespaceOf = (run: string, name: string): boolean => {
  if (!/^[0-9a-f]{8}$/.test(run)) return false;
  const world = /-(\d+)([xyz])$/.exec(name);
  return name === namespaceOfRun(run) || name === canaryNamespaceOf(run) || (world !== null && name === worldNamespaceOf(run, Number(world[1]), world[2] ?? ''));
};

/** The one container of a probe pod. */
export const containerName = 'probe';

/** All objects of a run, in every namespace, hang on a Lease of this name. */
export const leaseName = (run: string): string => `netproof-${run}`;
