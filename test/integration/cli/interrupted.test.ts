/** An API server that only fails, and a person who does not wait for its end. */
import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { startApiServer } from './api-server.ts';
import { createFolder, start } from './process.ts';

describe('netproof run, before an API server that only fails', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(() => folder.remove());

  it('says so, and ends at once when it is told to', async () => {
    const server = await startApiServer({}, { refuses: 503 });
    const { child, done, said } = start(['run', '--image', 'i', '-f', folder.write('m.yaml', matrixText()), '--kubeconfig', folder.write('kubeconfig', server.kubeconfig)]);
    await said(/the API server does not answer as it should; asking again/);
    const interruptedMs = performance.now();
    child.kill('SIGINT');
    const { code, stderr } = await done;
    expect(performance.now() - interruptedMs, stderr).to.be.below(2000);
    expect(stderr).to.match(/"last":"HTTP 503"/).and.to.match(/netproof: Interrupted before anything was probed\n$/);
    expect(code).to.equal(130);
    await server.close();
  });
});
