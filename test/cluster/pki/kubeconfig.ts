import { stringify } from 'yaml';

export interface KubeconfigParts {
  readonly cluster: string;
  readonly server: string;
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A kubeconfig with everything embedded. */
export function kubeconfig({ cluster, server, ca, cert, key }: KubeconfigParts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster, cluster: { server, 'certificate-authority-data': ca.toString('base64') } }],
    users: [
      {
        name: 'admin',
        user: { 'client-certificate-data': cert.toString('base64'), 'client-key-data': key.toString('base64') },
      },
    ],
    contexts: [{ name: cluster, context: { cluster, user: 'admin' } }],
    'current-context': cluster,
  });
}
