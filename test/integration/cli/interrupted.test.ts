/** An API server that only fails, and a person who does not wait for its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { startApiServer } from './api-server.ts';
import { createFolder } from './process.ts';

const main = join(import.meta.dirname, '../../../src/cli/netproof.js');

describe('netproof run, before an API server that only fails', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(() => folder.remove());

  it('says so, and ends at once when it is told to', async () => {
    const server = await startApiServer({}, { refuses: 503 });
    const child = spawn(process.execPath, [main, 'run', '--image', 'i', '-f', folder.write('m.yaml', matrixText()), '--kubeconfig', folder.write('kubeconfig', server.kubeconfig)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close');
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    while (!stderr.includes('the API server does not answer as it should; asking again') && child.exitCode === null) await sleep(20);
    const interruptedMs = performance.now();
    child.kill('SIGINT');
    const [code] = (await closed) as [number | null];
    expect(performance.now() - interruptedMs, stderr).to.be.below(2000);
    expect(stderr).to.match(/"last":"HTTP 503"/).and.to.match(/netproof: Interrupted before anything was probed\n$/);
    expect(code).to.equal(130);
    await server.close();
  });
});
