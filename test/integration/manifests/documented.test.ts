/** The files and commands of docs/install.md, as a reader would have them: beside `manifests/`. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { refusedByRestricted } from '../../support/restricted.ts';
import { parseObjects, podsIn, rightsIn } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { manifests } from './overlays.ts';
import { requireProgram } from './programs.ts';

const page = readFileSync(join(manifests, '../docs/install.md'), 'utf8');
/** Each begins with its name in a comment. */
const files = [...page.matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => ({ name, text }));
const commands = (program: string): string[][] => [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.split('\n').filter((line) => line.startsWith(`${program} `)).map((line) => line.split(' ').slice(1)));

/** What only means something where there is a cluster. */
const toTemplate = (args: readonly string[]): string[] => args.join(' ').replace(/^install/, 'template').replace(' --create-namespace', '').replace(/ --timeout \S+/, '').split(' ');

const checks: Readonly<Record<string, (objects: readonly ManifestObject[]) => void>> = {
  'prove/bank/kustomization.yaml': (objects) => expect(new Set(objects.map(({ metadata }) => metadata.namespace))).to.deep.equal(new Set(['bank'])),
  'prove/dns/kustomization.yaml': (objects) => {
    expect(rightsIn(objects).filter((right) => !/ may (get|list) /.test(right))).to.deep.equal([]);
    expect(rightsIn(objects)).to.include.members(['netproof/netproof may list /services in kube-system', 'netproof/netproof may list /nodes in the cluster']);
  },
  'prove/kustomization.yaml': (objects) => {
    expect(rightsIn(objects).filter((right) => right.endsWith(' in the cluster'))).to.deep.equal([]);
    expect(rightsIn(objects)).to.include('netproof/netproof may create /pods in bank');
    expect(objects.find(({ kind }) => kind === 'ConfigMap')).to.deep.include({ data: { 'matrix.yaml': 'my own' } });
  },
  'audit/kustomization.yaml': (objects) => expect(podsIn(objects)[0]?.containers[0]?.args).to.include.members(['--from-policies', '--namespace=bank']).and.not.include('--namespace=shop'),
  'sync/kustomization.yaml': (objects) => expect(objects.find(({ kind }) => kind === 'Job')?.metadata.annotations).to.include({ 'argocd.argoproj.io/hook': 'PostSync' }),
  'mirrored/kustomization.yaml': (objects) => {
    expect(podsIn(objects)[0]?.imagePullSecrets).to.deep.equal([{ name: 'mirror' }]);
    expect(podsIn(objects)[0]?.containers[0]?.args).to.include('--image-pull-secret=mirror');
  },
};

describe('docs/install.md', function () {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'netproof-install-'));
    cpSync(manifests, join(folder, 'manifests'), { recursive: true });
    for (const { name, text } of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    for (const name of ['matrix.yaml', 'prove/matrix.yaml']) writeFileSync(join(folder, name), 'my own');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('has the overlays that are looked at here', () => expect(files.map(({ name }) => name).filter((name) => name.endsWith('kustomization.yaml'))).to.have.members(Object.keys(checks)));

  for (const [name, check] of Object.entries(checks)) {
    it(`has an overlay that does what it says: ${name}`, async function () {
      const kubectl = await requireProgram(this, 'kubectl');
      const objects = parseObjects(await kubectl(['kustomize', dirname(name)], { cwd: folder }));
      check(objects);
      expect(podsIn(objects).flatMap(refusedByRestricted)).to.deep.equal([]);
      for (const { containers: [container] } of podsIn(objects)) expect(container?.image).to.equal('registry.example.com/netproof:0.1.0');
    });
  }

  it('has commands of helm that render', async function () {
    const helm = await requireProgram(this, 'helm');
    const installs = commands('helm').filter(([command]) => command === 'install');
    expect(installs).to.have.length(2);
    for (const args of installs) expect(podsIn(parseObjects(await helm(toTemplate(args), { cwd: folder }))), args.join(' ')).to.have.length.above(0);
  });

  it('has values that ask all nodes from nodes for tools', async function () {
    const helm = await requireProgram(this, 'helm');
    const [pod] = podsIn(parseObjects(await helm(['template', 'netproof', 'manifests/chart', '-f', 'tools.yaml'], { cwd: folder })));
    expect(pod?.nodeSelector).to.deep.equal({ pool: 'tools', 'kubernetes.io/os': 'linux' });
    expect(pod?.containers[0]?.args).to.include('--toleration=*').and.not.include('--node-selector=pool=tools');
  });

  it('names folders that there are', async function () {
    const kubectl = await requireProgram(this, 'kubectl');
    const applied = commands('kubectl').flatMap((args) => args.filter((_, index) => args[index - 1] === '-k'));
    expect(applied).to.have.length.above(0);
    for (const name of applied) expect(await kubectl(['kustomize', name], { cwd: folder })).to.match(/^kind: (CronJob|ValidatingAdmissionPolicy)$/m);
  });
});
