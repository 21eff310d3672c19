/** What the files of an example say of each other. What comes out of them is for the end-to-end tests. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { parse, parseAllDocuments } from 'yaml';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { parseManifest } from '../../src/manifests/policies.ts';

const folder = join(import.meta.dirname, '../../examples');
const examples = globSync('*/matrix.yaml', { cwd: folder }).map((file) => file.split('/')[0] ?? '').toSorted();

interface Step {
  readonly name: string;
  readonly remove: readonly string[];
  readonly leaks: readonly string[];
  readonly overblocks: readonly string[];
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

it('there are examples to look at', () => expect(examples).to.include.members(['aks-hardening', 'defence-in-depth', 'owasp-k07', 'road-to-secure', 'yaobank']));

for (const example of examples) {
  describe(`example ${example}`, () => {
    const read = (file: string): string => readFileSync(join(folder, example, file), 'utf8');
    const policyFiles = globSync('policies/*.yaml', { cwd: join(folder, example) }).toSorted();
    const steps = parse(read('steps.yaml')) as Step[];
    const { answers } = parseMatrix(read('matrix.yaml'), 'matrix.yaml');
    const pairs = (verdict: 'allow' | 'deny'): string[] => answers.filter(({ expectation }) => expectation === verdict).map(({ source, target }) => `${source} → ${target}`);

    it('has policies without a mistake, each called like its file', () => {
      expect(policyFiles).to.have.length.above(0);
      for (const file of policyFiles) {
        const { policies, others, mistakes } = parseManifest(read(file), file);
        expect({ mistakes, others }, file).to.deep.equal({ mistakes: [], others: 0 });
        expect([...new Set(policies.map(({ name }) => name))]).to.deep.equal([basename(file, '.yaml')]);
      }
    });

    it('has steps that name its policies, and as leaks and overblocks only what its matrix denies and allows', () => {
      for (const { name, remove, leaks, overblocks } of steps) {
        expect(policyFiles, name).to.include.members(remove.map((policy) => `policies/${policy}.yaml`));
        expect(pairs('deny'), name).to.include.members([...leaks]);
        expect(pairs('allow'), name).to.include.members([...overblocks]);
      }
    });

    it('has a step with all policies, and nothing differs there', () => {
      const whole = steps.filter(({ remove }) => remove.length === 0);
      expect(whole.map(({ leaks, overblocks }) => ({ leaks, overblocks }))).to.deep.equal([{ leaks: [], overblocks: [] }]);
    });

    it('has namespaces that enforce Pod Security "restricted"', () => {
      const namespaces = parseAllDocuments(read('workloads.yaml')).map((document) => document.toJS() as Workload).filter(({ kind }) => kind === 'Namespace');
      expect(namespaces).to.have.length.above(0);
      for (const { metadata } of namespaces) expect(metadata.labels, metadata.name).to.include({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    });

    it('has a kustomization of its workloads alone, with another image for each that only the test cluster has', () => {
      const { resources, images } = parse(read('kustomization.yaml')) as { readonly resources: readonly string[]; readonly images: readonly { readonly name: string }[] };
      expect(resources).to.deep.equal(['workloads.yaml']);
      const local = [...read('workloads.yaml').matchAll(/image: (localhost\/[^:\s]+)/g)].map(([, name = '']) => name);
      expect(images.map(({ name }) => name)).to.have.members([...new Set(local)]);
    });

    it('has a page whose runs name the image, without which a run from outside ends with 2', () => {
      const runs = read('README.md').split('\n').filter((line) => line.startsWith('netproof run '));
      expect(runs).to.have.length.above(0);
      for (const run of runs) expect(run).to.include(' --image "$IMAGE"');
      expect(read('README.md')).to.include('(../README.md#on-your-cluster)');
    });
  });
}
