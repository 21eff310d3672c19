/** What the scenarios deploy. Pods name their node, so that it is known which ways a cell takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpPodSpec } from '../support/workload.ts';

interface Placed {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string;
}

/** A web server on 8080, ready as soon as it answers there. */
export const webPod = ({ namespace, name, labels, node }: Placed): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name, labels },
  spec: { ...httpPodSpec, nodeName: node },
});

export const webDeployment = ({ namespace, name, labels, node }: Placed): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace, name },
  spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { ...httpPodSpec, nodeName: node } } },
});

export type Server = 'silent-udp' | 'resetting';

/** One of the programs in `servers/`, in the probe's own image, which has Node. */
export const serverPod = (server: Server, { namespace, name, labels, node }: Placed): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name, labels },
  spec: {
    nodeName: node,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
    containers: [{ name: server, image: 'localhost/netproof:test', imagePullPolicy: 'Never', args: ['--input-type=module-typescript', '--eval', programOf(server)] }],
  },
});

const programOf = (server: Server): string => readFileSync(join(import.meta.dirname, 'servers', `${server}.ts`), 'utf8');

/** What is guarded takes connections from friends only. */
export const guard = (namespace: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'guard', namespace },
  spec: {
    podSelector: { matchLabels: { guarded: 'yes' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'friend' } } }] }],
  },
});

/** Port 80 of a Service, 8080 of its pods. */
export const service = (namespace: string, name: string): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
});
