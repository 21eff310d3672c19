/** Whoever waits in another container must be told in every case, or it waits until its own time is up. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { readXml } from '../../support/xml.ts';
import { closedPort, createFolder, netproof } from './process.ts';

const kubeconfig = (port: number): string => JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}` } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' });

const endings: readonly { name: string; args: readonly string[]; told: RegExp; exits?: number }[] = [
  { name: 'no cluster', args: ['canary', '--image', 'i'], told: /^Cannot find a cluster/ },
  { name: 'no image', args: ['canary'], told: /^Cannot tell which image/ },
  { name: 'a wrong flag of the probes', args: ['canary', '--image', 'i', '--toleration', 'a:Sometimes'], told: /^Cannot read --toleration/ },
  { name: 'an API server that does not answer', args: ['run', '--image', 'i', '-f', 'FOLDER/good.yaml', '--kubeconfig', 'FOLDER/gone'], told: /the API server did not answer/, exits: 3 },
  { name: 'a matrix that cannot be read', args: ['run', '--image', 'i', '-f', 'FOLDER/none.yaml'], told: /^Cannot read ".*none\.yaml"/ },
];

describe('netproof --done-file', function () {
  this.timeout(20_000);
  const folder = createFolder();
  const at = (text: string): string => text.replaceAll('FOLDER', folder.path('.').replace(/\/$/, ''));
  before(async () => {
    folder.write('good.yaml', matrixText());
    folder.write('gone', kubeconfig(await closedPort()));
  });
  after(folder.remove);

  for (const { name, args, told, exits = 2 } of endings) {
    it(`names a report that says why nothing was probed: ${name}`, async () => {
      folder.write('done', 'of an earlier run');
      const { code, stderr } = await netproof([...args, '-o', 'junit=FOLDER/report.xml', '--done-file', 'FOLDER/done'].map(at));
      const [suite] = readXml(readFileSync(readFileSync(folder.path('done'), 'utf8'), 'utf8')).children;
      expect(suite?.children[0]?.children[0]?.attributes['message']).to.match(told);
      expect(stderr).to.match(new RegExp(told.source.replace('^', '^netproof: ')));
      expect(code).to.equal(exits);
    });
  }

  it('is refused without a report that it could name, before any packet', async () => {
    const { code, stderr } = await netproof(['canary', '--image', 'i', '-o', 'junit', '--done-file', at('FOLDER/other')]);
    expect(stderr).to.equal(`netproof: Cannot write --done-file "${at('FOLDER/other')}": it names the first report file, and there is none; give -o FORMAT=FILE\n`);
    expect({ code, there: existsSync(folder.path('other')) }).to.deep.equal({ code: 2, there: false });
  });
});
