import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiserverService, controlPlane, internet } from '../network/addresses.ts';
import { run } from '../shell/run.ts';

interface Certificate {
  readonly name: string;
  readonly subject: string;
  /** OpenSSL's extensions, as in `subjectAltName=IP:127.0.0.1`. */
  readonly extensions: readonly string[];
}

const apiserverNames = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'localhost'];
const inside = [controlPlane.v4, controlPlane.v6, '127.0.0.1', '::1'];

/** Without extendedKeyUsage a certificate serves both ends, which etcd's own gateway asks for. */
const certificates: readonly Certificate[] = [
  {
    name: 'apiserver',
    subject: '/CN=kube-apiserver',
    extensions: [alternativeNames(apiserverNames, [apiserverService, ...inside])],
  },
  { name: 'etcd', subject: '/CN=etcd', extensions: [alternativeNames(['localhost'], inside)] },
  { name: 'internet', subject: '/CN=internet.test', extensions: [alternativeNames(['internet.test'], [internet.v4, internet.v6])] },
  // Signs the tokens of service accounts. Kubernetes finds a curve's public key in a certificate, not in a PKCS #8 key.
  { name: 'sa', subject: '/CN=service-accounts', extensions: [] },
  { name: 'admin', subject: '/O=system:masters/CN=admin', extensions: ['extendedKeyUsage=clientAuth'] },
];

/** Makes a certificate authority, the certificates of the control plane and the one that signs service accounts. */
export async function makeCertificates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // OpenSSL's own configuration would add extensions that differ from system to system.
  await writeFile(join(folder, 'openssl.cnf'), '[req]\ndistinguished_name=name\n[name]\n');
  await certify(folder, { name: 'ca', subject: '/CN=netproof-test', extensions: ['basicConstraints=critical,CA:TRUE'] });
  const issuer = ['-CA', 'ca.crt', '-CAkey', 'ca.key'];
  await Promise.all(certificates.map((certificate) => certify(folder, certificate, issuer)));
}

/** Elliptic curves: a key takes a millisecond, not half a second. */
const curve = ['-pkeyopt', 'ec_paramgen_curve:prime256v1'];

async function certify(folder: string, certificate: Certificate, issuer: readonly string[] = []): Promise<void> {
  const { name, subject, extensions } = certificate;
  const key = ['-newkey', 'ec', ...curve, '-nodes', '-keyout', `${name}.key`];
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  const request = ['openssl', 'req', '-x509', '-config', 'openssl.cnf', '-days', '30', '-subj', subject];
  await run([...request, ...key, ...issuer, ...added, '-out', `${name}.crt`], { cwd: folder });
}

function alternativeNames(names: readonly string[], addresses: readonly string[]): string {
  return `subjectAltName=${[...names.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP:${address}`)].join(',')}`;
}
