/** Who fails on a credential quotes it; what is told of that does not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { connect } from '../../../src/cluster/connection.ts';
import { describeError, NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';

const marker = 'MARKER';
/** Nobody listens there. */
const nowhere = 'https://127.0.0.1:1';

const kubeconfig = (user: object, server = nowhere): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server } }], users: [{ name: 'u', user }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' });
const giving = (said: string): object => ({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['--eval', `process.stdout.write(${JSON.stringify(said)})`], env: [{ name: 'KEY', value: marker }], interactiveMode: 'Never' } });
const yaml = (...lines: readonly string[]): string => ['users:', '- name: u', '  user:', ...lines].join('\n');

const unread: readonly { name: string; text: string; expected: RegExp }[] = [
  { name: 'a mistake below a token', text: yaml(`    token: ${marker}`, '   client: ['), expected: /: it is not one YAML document, from line 5, column 4: bad indentation of a mapping entry$/ },
  { name: 'a token whose quotes are open', text: yaml(`    token: "${marker}`), expected: /: it is not one YAML document, from line \d+, column \d+: unexpected end of the stream within a double quoted scalar$/ },
  { name: 'a token that reads as an alias', text: yaml(`    token: *${marker}`), expected: /: it is not one YAML document, from line 4, column \d+$/ },
  { name: 'a token that reads as a tag', text: yaml(`    token: !${marker} x`), expected: /: it is not one YAML document, from line 4, column \d+$/ },
  { name: 'two documents', text: `token: ${marker}\n---\ntoken: ${marker}`, expected: /: it is not one YAML document: expected a single document in the stream, but found more$/ },
  { name: 'a password in the address', text: kubeconfig({}, `https://jane:${marker}@127.0.0.1:1`), expected: /^Cannot use the API server's address of the kubeconfig: it has a user name or a password in it/ },
];

const unsent: readonly { name: string; user: object; expected: RegExp; code: string }[] = [
  { name: 'a token of two lines', user: { token: `${marker}\n${marker}` }, expected: /^Cannot use the credential of the kubeconfig: it has a character that no HTTP header may have/, code: 'ERR_USAGE' },
  { name: 'a token with a letter beyond Latin-1', user: { token: `${marker}\u2026` }, expected: /no HTTP header may have/, code: 'ERR_USAGE' },
  { name: 'a program that gives a bare token', user: giving(marker), expected: /^Cannot use the credential of the kubeconfig: what it names to get one from gives no JSON$/, code: 'ERR_USAGE' },
  { name: 'a program that gives another JSON', user: giving(JSON.stringify({ token: marker })), expected: /did not answer: /, code: 'ERR_API' },
  { name: 'a program that gives a token of two lines', user: giving(JSON.stringify({ status: { token: `${marker}\n${marker}` } })), expected: /no HTTP header may have/, code: 'ERR_USAGE' },
];

describe('the credential of a kubeconfig', () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'netproof-credentials-'))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (text: string): string => {
    writeFileSync(join(folder, 'config'), text);
    return join(folder, 'config');
  };

  for (const { name, text, expected } of unread) {
    it(`is not told by whom cannot read it: ${name}`, () => {
      expect(() => connect({ kubeconfig: file(text) })).to.throw(NetproofError, expected).with.property('message').that.does.not.include(marker);
    });
  }

  for (const { name, user, expected, code } of unsent) {
    it(`is not told by whom cannot send it: ${name}`, async () => {
      const retries: unknown[] = [];
      const api = connect({ kubeconfig: file(kubeconfig(user)), onRetry: (retry) => void retries.push(retry) });
      for (const ask of [() => api.get('/version', {}, 'application/json'), () => api.stream('/version', {}, AbortSignal.timeout(3000))]) {
        const error = await rejection(ask());
        expect(error).to.have.property('code', code);
        expect(describeError(error)).to.match(expected).and.not.include(marker);
      }
      expect(retries, 'it will not be better in a moment').to.deep.equal([]);
    });
  }
});
