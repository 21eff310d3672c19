/** A netproof that goes on running, where there is no cluster: it says so to Prometheus, and ends when it is told to. */
import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { closedPort, createFolder, start } from './process.ts';

describe('netproof serve', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(() => folder.remove());

  it('tells of runs that have failed, is not ready, and ends with SIGTERM', async () => {
    const kubeconfig = folder.write('kubeconfig', JSON.stringify({ clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${await closedPort()}` } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' }));
    const { child, done, said } = start(['serve', '--image', 'i', '-f', folder.write('m.yaml', matrixText()), '--kubeconfig', kubeconfig, '--listen', '127.0.0.1:0', '--every', '1s']);
    const base = `http://127.0.0.1:${await said(/on port (\d+)/)}`;
    await said(/(a run has failed)[\s\S]*a run has failed/);

    const text = await (await fetch(`${base}/metrics`)).text();
    const statuses = await Promise.all(['/healthz', '/readyz'].map(async (path) => (await fetch(base + path)).status));
    child.kill('SIGTERM');
    const { code, stdout } = await done;

    expect(Number(/netproof_runs_total\{result="failed"\} (\d+)/.exec(text)?.[1]), text).to.be.at.least(2);
    expect(statuses).to.deep.equal([200, 503]);
    expect([code, stdout]).to.deep.equal([0, '']);
  });
});
