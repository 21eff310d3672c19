import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A CA, by a certificate that signs itself. */
export interface Authority extends Certificate {
  /** A certificate of its own making, with an extension as openssl writes it: `subjectAltName=IP:127.0.0.1`. */
  readonly sign: (extension: string) => Certificate;
}

const inFolder = <T>(use: (file: (name: string) => string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'netproof-certificate-'));
  try {
    return use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const request = (file: (name: string) => string, name: string, ...more: string[]): Certificate => {
  const form = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=netproof ${name}`];
  execFileSync('openssl', ['req', ...form, ...more, '-keyout', file('key.pem'), '-out', file('cert.pem')], { stdio: 'ignore' });
  return { key: readFileSync(file('key.pem'), 'utf8'), cert: readFileSync(file('cert.pem'), 'utf8') };
};

/** A new CA that nobody else knows. */
export const makeAuthority = (): Authority => {
  const own = inFolder((file) => request(file, 'authority'));
  return {
    ...own,
    sign: (extension) =>
      inFolder((file) => {
        writeFileSync(file('ca.pem'), own.cert);
        writeFileSync(file('ca-key.pem'), own.key);
        return request(file, 'server', '-CA', file('ca.pem'), '-CAkey', file('ca-key.pem'), '-addext', extension, '-addext', 'basicConstraints=critical,CA:FALSE');
      }),
  };
};
