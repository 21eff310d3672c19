import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

interface ReleaseStep {
  readonly id?: string;
  readonly run?: string;
  readonly with?: { readonly tags?: string; readonly 'build-args'?: string; readonly sbom?: boolean; readonly provenance?: string };
}

const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>;
const locked = Object.entries((JSON.parse(textOf('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> }).packages).filter(([folder]) => folder !== '');
const workflows = globSync('.github/workflows/*.yaml', { cwd: root });

/** They ask for a notice at most. */
const permissive: ReadonlySet<string> = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', 'PSF-2.0', 'Unlicense']);

describe('what netproof is made of', () => {
  it('is named by exact versions', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
    expect(loose).to.deep.equal([]);
  });

  it('is pinned by hashes', () => {
    expect(locked.filter(([, { integrity }]) => integrity === undefined).map(([folder]) => folder)).to.deep.equal([]);
    expect(locked.length).to.be.above(100);
  });

  it('may be used by anybody, as far as it is shipped', () => {
    const others = locked.filter(([, { dev, license }]) => dev !== true && !permissive.has(license ?? '')).map(([folder, { license }]) => `${folder}: ${license}`);
    expect(others).to.deep.equal([]);
  });

  it('is justified, package by package', () => {
    const justified = [...textOf('docs/security.md').matchAll(/^\| (`[^|]+`) \| /gm)].flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(justified).to.include.members(Object.keys(dependencies));
  });

  it('is released under the tag that the chart asks for: the version, without the v of the tag in git', () => {
    const { jobs } = parse(textOf('.github/workflows/release.yaml')) as { readonly jobs: { readonly image: { readonly steps: readonly ReleaseStep[] } } };
    const { steps } = jobs.image;
    const { version } = JSON.parse(textOf('package.json')) as { readonly version: string };
    const { appVersion } = parse(textOf('manifests/chart/Chart.yaml')) as { readonly appVersion: string };
    const folder = mkdtempSync(join(tmpdir(), 'netproof-release-'));
    const output = join(folder, 'output');
    try {
      const { run = 'exit 1' } = steps.find(({ id }) => id === 'version') ?? {};
      expect(spawnSync('bash', ['-e', '-c', run], { cwd: root, env: { ...process.env, TAG: `v${version}`, GITHUB_OUTPUT: output } }).status).to.equal(0);
      expect(spawnSync('bash', ['-e', '-c', run], { cwd: root, env: { ...process.env, TAG: 'v99.0.0', GITHUB_OUTPUT: output } }).status).not.to.equal(0);
      expect(readFileSync(output, 'utf8')).to.equal(`version=${appVersion}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const build = steps.find(({ id }) => id === 'build')?.with;
    expect(build?.tags).to.match(/:\$\{\{ steps\.version\.outputs\.version \}\}$/);
    expect(build?.['build-args']).to.match(/^VERSION=\$\{\{ steps\.version\.outputs\.version \}\}$/m);
    expect(build, 'what it is made of, and how, is attested').to.include({ sbom: true, provenance: 'mode=max' });
  });

  for (const file of workflows) {
    it(`is released by actions that nobody can move: ${file}`, () => {
      const { jobs } = parse(textOf(file)) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly uses?: string }[] }>> };
      const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
      expect(uses.length).to.be.above(0);
      for (const use of uses) expect(use).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    });
  }
});
