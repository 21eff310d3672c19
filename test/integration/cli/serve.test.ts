/** A netproof that goes on running, where there is no cluster: it says so to Prometheus, and ends when it is told to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { closedPort, createFolder } from './process.ts';

const main = join(import.meta.dirname, '../../../src/cli/netproof.js');

describe('netproof serve', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(() => folder.remove());

  it('tells of runs that have failed, is not ready, and ends with SIGTERM', async () => {
    const kubeconfig = folder.write('kubeconfig', JSON.stringify({ clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${await closedPort()}` } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' }));
    const child = spawn(process.execPath, [main, 'serve', '--image', 'i', '-f', folder.write('m.yaml', matrixText()), '--kubeconfig', kubeconfig, '--listen', '127.0.0.1:0', '--every', '1s'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close');
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const waitFor = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(stderr)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`it has ended: ${stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const base = `http://127.0.0.1:${await waitFor(/on port (\d+)/)}`;
    await waitFor(/(a run has failed)[\s\S]*a run has failed/);

    const text = await (await fetch(`${base}/metrics`)).text();
    const statuses = await Promise.all(['/healthz', '/readyz'].map(async (path) => (await fetch(base + path)).status));
    child.kill('SIGTERM');
    const [code] = (await closed) as [number | null];

    expect(Number(/netproof_runs_total\{result="failed"\} (\d+)/.exec(text)?.[1]), text).to.be.at.least(2);
    expect(statuses).to.deep.equal([200, 503]);
    expect([code, stdout]).to.deep.equal([0, '']);
  });
});
