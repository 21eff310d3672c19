/** A service mesh, as far as admission sees one: an injector that the API server calls for the pods of marked namespaces. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority } from '../../support/certificate.ts';
import { waitFor } from '../../cluster/shell/wait.ts';
import type { Kubectl } from '../support/kubectl.ts';
import { applyObject, applyObjects, makeNamespace } from '../support/namespace.ts';

export const injected = 'mesh-proxy';
/** On a namespace whose pods get the sidecar. */
export const meshLabels = { 'mesh.example/injection': 'enabled' };

const image = { image: 'localhost/netproof:test', imagePullPolicy: 'Never' };
const sidecar = { name: injected, ...image, args: ['--eval', 'process.on("SIGTERM", () => process.exit()); setInterval(() => {}, 60_000)'] };
const name = 'injector';

/** Runs the injector in a namespace of its own and returns when pods of `meshed`, which is marked, get its sidecar. */
export const startMesh = async (kubectl: Kubectl, system: string, meshed: string): Promise<void> => {
  const authority = makeAuthority();
  const certificate = authority.sign(`subjectAltName=DNS:${name}.${system}.svc`);
  await makeNamespace(kubectl, system);
  await applyObjects(kubectl, [injector(system, certificate), service(system)]);
  await kubectl(['wait', '--for=condition=Available', '--timeout=60s', '-n', system, `deployment/${name}`]);
  await applyObject(kubectl, webhook(system, authority.cert));
  const tryPod = ['run', 'try', `--image=${image.image}`, '-n', meshed, '--dry-run=server', '-o', 'jsonpath={.spec.containers[*].name}'];
  await waitFor('the injector at work', async () => (await kubectl(tryPod)).includes(injected), { timeoutMs: 20_000, everyMs: 300 });
};

export const endMesh = async (kubectl: Kubectl, system: string): Promise<void> => {
  await kubectl(['delete', 'mutatingwebhookconfiguration', system, '--ignore-not-found']);
  await kubectl(['delete', 'namespace', system, '--ignore-not-found', '--wait=false']);
};

const injector = (namespace: string, { key, cert }: { readonly key: string; readonly cert: string }): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace, name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name,
            ...image,
            args: ['--input-type=module-typescript', '--eval', readFileSync(join(import.meta.dirname, 'injector.ts'), 'utf8')],
            env: Object.entries({ KEY: key, CERT: cert, SIDECAR: JSON.stringify(sidecar) }).map(([variable, value]) => ({ name: variable, value })),
            readinessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 1 },
          },
        ],
      },
    },
  },
});

const service = (namespace: string): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name },
  spec: { selector: { app: name }, ports: [{ port: 443, targetPort: 8443 }] },
});

const webhook = (namespace: string, ca: string): object => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: namespace },
  webhooks: [
    {
      name: 'injector.mesh.example',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      failurePolicy: 'Fail',
      timeoutSeconds: 5,
      namespaceSelector: { matchLabels: meshLabels },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      clientConfig: { service: { namespace, name, port: 443 }, caBundle: Buffer.from(ca).toString('base64') },
    },
  ],
});
