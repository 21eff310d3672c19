/** What a run says and writes, whatever the API server answers: nothing of who we are, and nothing that steers a terminal. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { plainBeyondAscii } from '../../../src/report/paint.ts';
import { matrixText } from '../../support/matrix.ts';
import { nasty, steering } from '../../unit/report/reports.ts';
import { startApiServer } from './api-server.ts';
import type { Answers, FakeApiOptions } from './api-server.ts';
import { createFolder, start } from './process.ts';

const marker = 'MARKER-3e8f';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const giving = JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token: marker } });
const users = {
  token: { token: marker, 'client-certificate-data': base64(marker), 'client-key-data': base64(marker) },
  password: { username: 'jane', password: marker },
  program: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['--eval', `process.stdout.write('${giving}')`, marker], env: [{ name: 'NETPROOF_KEY', value: marker }], interactiveMode: 'Never' } },
};
const secrets = [marker, base64(marker), base64(`jane:${marker}`)];

/** Enough for a run to begin; its pods never do. */
const cluster: Answers = {
  '/version': { major: '1', minor: '34', gitVersion: 'v1.34.0' },
  '/api/v1/namespaces': [{ metadata: { name: 'default', uid: 'u' } }],
  '/api/v1/nodes': [{ metadata: { name: 'n1' }, spec: { podCIDRs: ['10.0.0.0/24'] }, status: { conditions: [{ type: 'Ready', status: 'True' }], addresses: [{ type: 'InternalIP', address: '192.168.0.1' }], allocatable: { pods: '110' } } }],
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': { status: { allowed: true } },
};

const standIn = { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 };
/** As escapes: YAML takes them no other way. */
const matrix = plainBeyondAscii(matrixText({ targets: { redis: standIn, later: standIn }, expect: { web: { redis: 'deny', later: { skip: nasty } } } }));

interface Case extends FakeApiOptions {
  readonly name: string;
  /** Interrupted once it has said this. */
  readonly until?: RegExp;
  readonly code: number;
  readonly says: RegExp;
  readonly files: readonly string[];
}

const begun = { until: /launch: 0 of/, code: 130, files: ['junit', 'json', 'sarif', 'html', 'record'] };
const none = { code: 2, files: ['junit'] };

const cases: readonly Case[] = [
  { name: 'a token that is refused', user: users.token, refuses: 401, ...none, says: /log in again/ },
  { name: 'a token that may not', user: users.token, refuses: 403, ...none, says: /cannot list it/ },
  { name: 'a token, and a server that only fails', user: users.token, refuses: 503, ...none, code: 130, until: /asking again/, says: /"last":"HTTP 503"/ },
  ...Object.entries(users).map(([name, user]): Case => ({ name: `a ${name}, and a run that begins`, user, failsFirst: 1, ...begun, says: /"last":"HTTP 503"/ })),
  { name: 'a refusal that would steer a terminal', refuses: 403, saying: nasty, ...none, says: /u001b\[2J/ },
  { name: 'a reason that would steer one from the log', refuses: 404, refusesAt: '/apis/coordination.k8s.io/v1/leases', saying: nasty, ...begun, says: /"reason":"[^"]*u009b31m.*cannot look for dead runs/ },
];

describe('netproof run -v', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(folder.remove);

  cases.forEach(({ name, until, code, says, files, ...options }, at) => {
    it(`leaks no secret, and steers no terminal: ${name}`, async () => {
      const server = await startApiServer(cluster, options);
      const path = (file: string): string => folder.path(`${at}.${file}`);
      const outputs = ['junit', 'json', 'sarif', 'html'].flatMap((format) => ['-o', `${format}=${path(format)}`]);
      const { child, done, said } = start(['run', '-v', '--no-canary', '--image', 'i', '-f', folder.write(`${at}.yaml`, matrix), '--kubeconfig', folder.write(`${at}.config`, server.kubeconfig), '--record', path('record'), ...outputs], { NETPROOF_MARKER: marker, CI: 'true' });
      if (until !== undefined) {
        await said(until);
        child.kill('SIGINT');
      }
      const { code: ended, stdout, stderr } = await done;
      await server.close();
      const written = ['junit', 'json', 'sarif', 'html', 'record'].filter((file) => existsSync(path(file)));
      expect({ ended, written }, stderr).to.deep.equal({ ended: code, written: files });
      expect(stderr).to.match(says);
      const texts = { stdout, stderr, ...Object.fromEntries(written.map((file) => [file, readFileSync(path(file), 'utf8')])) };
      for (const [where, text] of Object.entries(texts)) {
        for (const secret of secrets) expect(text, where).to.not.include(secret);
        expect(text, where).to.not.match(steering);
      }
      if (options.user !== undefined) expect(JSON.stringify(server.asked), 'the API server is told, so that there is something to leak').to.match(new RegExp(secrets.join('|')));
    });
  });
});
