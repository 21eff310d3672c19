import type { Scope } from '../cluster/read/snapshot.ts';
import type { Matrix } from '../matrix/schema.ts';

/** The canary alone: nobody's workloads are looked at. */
export const canaryScope: Scope = { namespaces: [], targets: [], services: [], clusterCa: false };

/** Which namespaces a matrix makes us look at. */
export const scopeOf = (matrix: Matrix): Scope => {
  const guests = Object.values(matrix.sources).map(({ namespace }) => namespace);
  const targets: string[] = [];
  const services: string[] = [];
  let clusterCa = false;
  for (const target of Object.values(matrix.targets)) {
    if ('standIn' in target) guests.push(target.standIn.namespace);
    else if ('pods' in target) targets.push(target.pods.namespace);
    else if ('service' in target) targets.push(target.service.namespace);
    // Its Service says which server resolves the name.
    else if ('host' in target) services.push('kube-system');
    else if ('wellKnown' in target && target.wellKnown === 'cluster-dns') targets.push('kube-system');
    // The API server's own endpoints; its Service also tells the cluster's primary family.
    else if ('wellKnown' in target && target.wellKnown === 'apiserver') {
      targets.push('default');
      clusterCa = true;
    }
  }
  return { namespaces: distinct([...guests, ...targets]), targets: distinct(targets), services: distinct(services), clusterCa };
};

/** Pods and policies of the namespaces, and where DNS and the API server are. */
export const policyScope = (namespaces: readonly string[]): Scope => {
  const all = distinct([...namespaces, 'default', 'kube-system']);
  return { namespaces: all, targets: all, services: [], clusterCa: true };
};

/** What is looked at besides costs rights that a user may not have. */
export const scopeOfAll = (asked: readonly Scope[]): Scope => (asked.length === 0 ? canaryScope : asked.reduce(bothScopes));

const bothScopes = (a: Scope, b: Scope): Scope => ({
  namespaces: distinct([...a.namespaces, ...b.namespaces]),
  targets: distinct([...a.targets, ...b.targets]),
  services: distinct([...a.services, ...b.services]),
  clusterCa: a.clusterCa || b.clusterCa,
});

const distinct = (names: readonly string[]): string[] => [...new Set(names)].toSorted();
