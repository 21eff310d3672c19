/** Files of manifests become the world that policy is asked about: who is there, where, and what the policies say. */
import type { NetworkPolicy } from '../model/network-policy.ts';
import type { NamespaceState } from '../model/snapshot.ts';
import { toNetworkPolicy } from '../policy/normalise.ts';
import type { Mistake } from '../yaml/document.ts';
import { once } from './duplicates.ts';
import { isNamespace, namespaceCalled, readNamespace } from './namespaces.ts';
import type { NamespaceDocument } from './namespaces.ts';
import { readObjects } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { isNetworkPolicy, readPolicy } from './policies.ts';
import { andThen, mistakesOf, valuesOf } from './reading.ts';
import { isService, readService } from './services.ts';
import type { ServiceDocument } from './services.ts';
import { isWorkload, readWorkloads } from './workloads.ts';
import type { Workload } from './workloads.ts';

export interface ManifestWorld {
  /** Those that are declared, and those in which anything else is. */
  readonly namespaces: readonly Pick<NamespaceState, 'name' | 'labels'>[];
  readonly policies: readonly NetworkPolicy[];
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceDocument[];
}

export interface FileMistake extends Mistake {
  readonly file: string;
}

export interface Manifests {
  /** Of all that is right. Where there are mistakes, it lacks what they are about. */
  readonly world: ManifestWorld;
  /** In the order of the files and their lines. */
  readonly mistakes: readonly FileMistake[];
  /** How many objects of other kinds there are, by kind. They are not looked at. */
  readonly others: ReadonlyMap<string, number>;
}

export interface ManifestText {
  readonly file: string;
  readonly text: string;
}

/** @param options `namespace` of what names none; `default`, as with kubectl, where it is not said */
export const readManifests = (files: readonly ManifestText[], { namespace = 'default' }: { readonly namespace?: string } = {}): Manifests => {
  const read = files.map((file) => readFile(file, namespace));
  const policies = once(read.flatMap((file) => file.policies), () => 'NetworkPolicy');
  const workloads = once(read.flatMap((file) => file.workloads), ({ kind }) => kind);
  const services = once(read.flatMap((file) => file.services), () => 'Service');
  const declared = once(read.flatMap((file) => file.namespaces), () => 'Namespace');
  const contradictions = [policies, workloads, services, declared].flatMap(({ mistakes }) => mistakes);
  return {
    world: {
      namespaces: withImplied(declared.kept, [...policies.kept, ...workloads.kept, ...services.kept]),
      policies: policies.kept,
      workloads: workloads.kept,
      services: services.kept,
    },
    mistakes: read.flatMap(({ file, mistakes }) => [...mistakes, ...contradictions.filter(({ origin }) => origin?.file === file)].toSorted(byPlace).map((mistake) => ({ file, ...mistake }))),
    others: countBy(read.flatMap(({ others }) => others)),
  };
};

const readFile = ({ file, text }: ManifestText, namespace: string) => {
  const parsed = readObjects(text, file);
  const objects = valuesOf(parsed);
  const policies = objects.filter(isNetworkPolicy).map((object) => andThen(readPolicy(object), (document) => ({ value: toNetworkPolicy(document, namespace) })));
  const workloads = objects.filter(isWorkload).map((object) => readWorkloads(object, namespace));
  const services = objects.filter(isService).map((object) => readService(object, namespace));
  const namespaces = objects.filter(isNamespace).map(readNamespace);
  return {
    file,
    policies: valuesOf(policies),
    workloads: valuesOf(workloads).flat(),
    services: valuesOf(services),
    namespaces: valuesOf(namespaces),
    others: objects.filter((object) => !known.some((is) => is(object))).map(({ kind }) => kind),
    mistakes: mistakesOf([...parsed, ...policies, ...workloads, ...services, ...namespaces]),
  };
};

const known: readonly ((object: ManifestObject) => boolean)[] = [isNetworkPolicy, isWorkload, isService, isNamespace];

/** By name. */
const withImplied = (declared: readonly NamespaceDocument[], inhabitants: readonly { readonly namespace: string }[]): ManifestWorld['namespaces'] => {
  const namespaces = new Map(inhabitants.map(({ namespace }) => [namespace, namespaceCalled(namespace)]));
  for (const { name, labels } of declared) namespaces.set(name, { name, labels });
  return [...namespaces.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const byPlace = ({ origin: a }: Mistake, { origin: b }: Mistake): number => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);

const countBy = (words: readonly string[]): Map<string, number> => new Map([...Map.groupBy(words, (word) => word)].map(([word, group]) => [word, group.length]));
