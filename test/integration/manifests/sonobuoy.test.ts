/** The plugin's contract with Sonobuoy, as far as it needs no Sonobuoy: see docs/install.md for where it stands. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { V1Container } from '@kubernetes/client-node';
import { expect } from 'chai';
import { parse } from 'yaml';
import { refusedByRestricted } from '../../support/restricted.ts';
import { readXml } from '../../support/xml.ts';
import { createFolder, netproof } from '../cli/process.ts';
import { manifests } from './overlays.ts';

interface Plugin {
  readonly 'sonobuoy-config': Readonly<Record<string, unknown>>;
  readonly spec: V1Container;
}

const { 'sonobuoy-config': config, spec } = parse(readFileSync(join(manifests, 'sonobuoy/netproof.yaml'), 'utf8')) as Plugin;
const resultsDir = spec.env?.find(({ name }) => name === 'SONOBUOY_RESULTS_DIR')?.value ?? '';

describe('the plugin of Sonobuoy', function () {
  this.timeout(20_000);
  const folder = createFolder();
  after(folder.remove);

  it('runs once, and reports tests', () => expect(config).to.include({ driver: 'Job', 'plugin-name': 'netproof', 'result-format': 'junit' }));

  it('has its results where the worker beside it looks', () => {
    expect(resultsDir).to.equal('/tmp/sonobuoy/results');
    expect(spec.volumeMounts).to.deep.equal([{ name: 'results', mountPath: resultsDir }]);
  });

  it('meets Pod Security "restricted" by itself', () => expect(refusedByRestricted({ containers: [spec] })).to.deep.equal([]));

  it('ends with a done file that names its results, whatever came of it', async () => {
    // As the kubelet does it; and the folder is another, since there is no pod.
    const args = (spec.args ?? []).slice(1).map((arg) => arg.replaceAll('$(SONOBUOY_RESULTS_DIR)', folder.path('.').replace(/\/$/, '')));
    const { code, stderr } = await netproof(args, { env: { NETPROOF_POD_NAME: 'p', NETPROOF_POD_NAMESPACE: 'n' } });

    expect(stderr).to.match(/^netproof: Cannot find a cluster/);
    expect(code).to.equal(2);
    const named = readFileSync(folder.path('done'), 'utf8');
    expect(dirname(named)).to.equal(dirname(folder.path('done')));
    expect(config['result-files']).to.deep.equal([named.slice(dirname(named).length + 1)]);
    expect(readXml(readFileSync(named, 'utf8')).attributes).to.include({ tests: '1', errors: '1' });
    expect(existsSync(folder.path('done.part'))).to.equal(false);
  });
});
