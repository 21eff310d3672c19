import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { connect } from '../../../src/cluster/connection.ts';
import type { ConnectOptions } from '../../../src/cluster/connection.ts';
import { NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';

const context = (name: string, cluster = 'c'): object => ({ name, context: { cluster, user: 'u' } });
const kubeconfig = (fields: object): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }], users: [{ name: 'u', user: {} }], contexts: [context('one'), context('two')], 'current-context': 'one', ...fields });
const nowhere = 'Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod';

const cases: readonly { name: string; text: string | undefined; options?: ConnectOptions; expected: RegExp | string }[] = [
  { name: 'a file that is not there', text: undefined, expected: /^Cannot read the kubeconfig ".*config": ENOENT: / },
  { name: 'an empty file', text: '', expected: /^Cannot read the kubeconfig ".*config": / },
  { name: 'a file that is not YAML', text: 'clusters: [', expected: /^Cannot read the kubeconfig ".*config": / },
  { name: 'a file without clusters', text: '{}', expected: nowhere },
  { name: 'a current context that is not there', text: kubeconfig({ 'current-context': 'three' }), expected: nowhere },
  { name: 'no current context', text: kubeconfig({ 'current-context': undefined }), expected: nowhere },
  { name: 'a context of a cluster that is not there', text: kubeconfig({ contexts: [context('one', 'gone')] }), expected: nowhere },
  { name: 'an unknown context, with those that there are', text: kubeconfig({}), options: { context: 'three' }, expected: 'Cannot use context "three": the kubeconfig has one, two' },
  { name: 'an unknown context where there is none', text: kubeconfig({ contexts: [] }), options: { context: 'one' }, expected: 'Cannot use context "one": the kubeconfig has none' },
];

describe('connect()', () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'netproof-kubeconfig-'))));
  after(() => rmSync(folder, { recursive: true }));

  const file = (text: string | undefined): string => {
    const path = join(folder, 'config');
    rmSync(path, { force: true });
    if (text !== undefined) writeFileSync(path, text);
    return path;
  };

  for (const { name, text, options, expected } of cases) {
    it(`refuses ${name}`, () => {
      expect(() => connect({ kubeconfig: file(text), ...options })).to.throw(NetproofError, expected).with.property('code', 'ERR_USAGE');
    });
  }

  for (const name of [undefined, 'one', 'two']) {
    it(`asks nothing of the cluster of ${name === undefined ? 'the current context' : `context "${name}"`} by itself`, () => {
      expect(connect({ kubeconfig: file(kubeconfig({})), ...(name === undefined ? {} : { context: name }) }).counts()).to.deep.equal({ calls: 0, retries: 0 });
    });
  }

  it('counts a request that fails, and says that nobody answered', async () => {
    const api = connect({ kubeconfig: file(kubeconfig({})) });
    const error = await rejection(api.stream('/version', {}, AbortSignal.timeout(3000)));
    expect(error.message).to.match(/^Cannot read \/version: the API server did not answer: /);
    expect(api.counts().calls).to.equal(1);
  });
});
