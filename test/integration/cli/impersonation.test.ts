import { expect } from 'chai';
import { startApiServer } from './api-server.ts';
import type { FakeApiServer } from './api-server.ts';
import { createFolder, netproof } from './process.ts';

const impersonated = ({ asked }: FakeApiServer): string[] => [...new Set(asked.map(({ headers }) => headers.filter(([name]) => name.startsWith('impersonate-')).map((line) => line.join(': ')).join('; ')))];

const cases: readonly { name: string; args: readonly string[]; user?: object; expected: string }[] = [
  { name: 'asks as itself', args: [], expected: '' },
  { name: 'asks as another user', args: ['--as', 'jane'], expected: 'impersonate-user: jane' },
  { name: 'asks as a service account', args: ['--as', 'system:serviceaccount:netproof:netproof'], expected: 'impersonate-user: system:serviceaccount:netproof:netproof' },
  { name: 'asks as a member of groups, with a header line for each', args: ['--as=jane', '--as-group=admins', '--as-group', 'dev, ops'], expected: 'impersonate-user: jane; impersonate-group: admins; impersonate-group: dev, ops' },
  { name: 'asks as whom the kubeconfig says', args: [], user: { as: 'joe' }, expected: 'impersonate-user: joe' },
  { name: 'asks as whom the flag says, whatever the kubeconfig says', args: ['--as', 'jane'], user: { as: 'joe' }, expected: 'impersonate-user: jane' },
];

describe('netproof --as', function () {
  this.timeout(20_000);
  const folder = createFolder();
  after(folder.remove);

  for (const { name, args, user = {}, expected } of cases) {
    it(`${name}, in every request`, async () => {
      const server = await startApiServer();
      const kubeconfig = folder.write('config', server.kubeconfig.replace('"user":{}', `"user":${JSON.stringify(user)}`));
      const { code, stderr } = await netproof(['cleanup', '--kubeconfig', kubeconfig, ...args]);
      await server.close();
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(impersonated(server)).to.deep.equal([expected]);
    });
  }

  it('is asked of what the typed client does not know, too', async () => {
    const server = await startApiServer({ '/api/v1/namespaces': [{ metadata: { name: 'shop' } }] });
    const { stderr } = await netproof(['derive', '-n', 'shop', '--kubeconfig', folder.write('config', server.kubeconfig), '--as', 'jane']);
    await server.close();
    expect(stderr).to.equal('');
    expect(server.asked.map(({ path }) => path)).to.include('/apis').and.include('/api/v1/namespaces');
    expect(impersonated(server)).to.deep.equal(['impersonate-user: jane']);
  });
});
