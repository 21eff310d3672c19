/** What runs there: one workload is one class of pods. */
import type { ContainerPort, Labels } from '../../src/model/snapshot.ts';
import type { BenchNamespace } from './namespaces.ts';

export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
}

interface Role {
  readonly component: string;
  readonly tier: string;
  readonly kind: Workload['kind'];
  readonly ports: readonly ContainerPort[];
}

const tcp = (name: string, port: number): ContainerPort => ({ name, protocol: 'TCP', port });
const metrics = tcp('metrics', 9090);

const roles: readonly Role[] = [
  { component: 'web', tier: 'frontend', kind: 'Deployment', ports: [tcp('http', 8080)] },
  { component: 'api', tier: 'backend', kind: 'Deployment', ports: [tcp('http', 8081), tcp('grpc', 9000), metrics] },
  { component: 'db', tier: 'data', kind: 'StatefulSet', ports: [tcp('postgres', 5432), tcp('metrics', 9187)] },
  { component: 'worker', tier: 'backend', kind: 'Deployment', ports: [metrics] },
  { component: 'cache', tier: 'data', kind: 'StatefulSet', ports: [tcp('', 6379)] },
  { component: 'report', tier: 'backend', kind: 'Job', ports: [] },
];

/** The first workload of the first namespaces. */
const platform: Readonly<Record<string, Pick<Workload, 'name' | 'labels' | 'ports'>>> = {
  'kube-system': { name: 'coredns', labels: { 'k8s-app': 'kube-dns' }, ports: [{ name: 'dns', protocol: 'UDP', port: 53 }, tcp('dns-tcp', 53), tcp('metrics', 9153)] },
  monitoring: { name: 'prometheus', labels: { 'app.kubernetes.io/name': 'prometheus' }, ports: [tcp('web', 9090)] },
  ingress: { name: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx' }, ports: [tcp('http', 80), tcp('https', 443)] },
};

export const workloadsOf = (namespaces: readonly BenchNamespace[], count: number): Workload[] =>
  Array.from({ length: count }, (_, index) => {
    const { name: namespace } = namespaces[index % namespaces.length] ?? { name: 'default' };
    const ordinal = Math.floor(index / namespaces.length);
    const known = ordinal === 0 ? platform[namespace] : undefined;
    return known === undefined ? usual(namespace, ordinal) : { namespace, kind: 'Deployment', ...known };
  });

const usual = (namespace: string, ordinal: number): Workload => {
  const { component, tier, kind, ports } = roles[ordinal % roles.length] ?? { component: 'web', tier: 'frontend', kind: 'Deployment', ports: [] };
  const app = `shop-${Math.floor(ordinal / roles.length)}`;
  return { namespace, name: `${app}-${component}`, kind, ports, labels: { 'app.kubernetes.io/name': app, 'app.kubernetes.io/component': component, 'app.kubernetes.io/managed-by': 'Helm', tier } };
};
