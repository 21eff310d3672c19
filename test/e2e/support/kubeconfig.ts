import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kubectl } from './kubectl.ts';

/** A kubeconfig of its own for whoever has this token. @returns its path */
export const writeKubeconfig = (server: string, token: string, ca?: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'netproof-e2e-')), 'kubeconfig');
  // The client speaks without TLS only to whom it would believe anything.
  const cluster = { server, ...(ca === undefined ? {} : { 'certificate-authority-data': ca }), ...(server.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : {}) };
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster }],
      users: [{ name: 'u', user: { token } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
    { mode: 0o600 },
  );
  return file;
};

/** A kubeconfig for a service account, with the rights that it was given. @returns its path */
export const kubeconfigOf = async (kubectl: Kubectl, { namespace, name }: { namespace: string; name: string }): Promise<string> => {
  const token = (await kubectl(['create', 'token', name, '-n', namespace])).trim();
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '-o', 'json'])) as { clusters: { cluster: { server: string; 'certificate-authority-data': string } }[] };
  const [entry] = config.clusters;
  if (entry === undefined) throw new Error('the kubeconfig of the test cluster has no cluster');
  return writeKubeconfig(entry.cluster.server, token, entry.cluster['certificate-authority-data']);
};
