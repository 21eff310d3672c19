import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '../..');
const files = globSync(['src/**/*.ts', 'src/**/*.js', 'probes/**/*.ts'], { cwd: root }).toSorted();
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What a file imports: paths from the root for files of ours, specifiers for packages. Types count: they are arrows too. */
const importsIn = (file: string, text: string): string[] =>
  [...text.matchAll(/(?:^|\s)(?:import|export)\s[^;'"]*?from\s*['"]([^'"\n]+)['"]|(?:^|\s)import\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g)].map(
    ([, from, bare, dynamic]) => {
      const specifier = from ?? bare ?? dynamic ?? '';
      return specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier;
    },
  );
const importsOf = (file: string): string[] => importsIn(file, textOf(file));

const pure = ['model', 'yaml', 'matrix', 'policy', 'manifests', 'world', 'derive', 'init', 'faults', 'check', 'explain', 'plan', 'interpret', 'compare', 'history', 'report', 'conformance'];
const adapters = ['cluster', 'run', 'cli'];
const isIn = (file: string, folders: readonly string[]): boolean => folders.some((folder) => file.startsWith(`src/${folder}/`));
const isNode = (imported: string): boolean => imported.startsWith('node:');

interface Rule {
  readonly name: string;
  readonly applies: (file: string) => boolean;
  readonly forbids: (imported: string, file: string) => boolean;
}

const rules: readonly Rule[] = [
  { name: 'pure modules import no adapter', applies: (file) => isIn(file, pure), forbids: (imported) => isIn(imported, adapters) },
  {
    name: 'pure modules do no I/O: of Node they take hashes only, in plan, interpret and report/html',
    applies: (file) => isIn(file, pure) || file === 'src/errors.ts',
    forbids: (imported, file) => isNode(imported) && !(imported === 'node:crypto' && isIn(file, ['plan', 'interpret', 'report/html'])),
  },
  { name: 'the model imports nothing but itself and the wire contract', applies: (file) => isIn(file, ['model']), forbids: (imported) => !isIn(imported, ['model']) && imported !== 'probes/contract.ts' },
  { name: 'policy knows the model alone', applies: (file) => isIn(file, ['policy']), forbids: (imported) => !isIn(imported, ['model', 'policy']) && !['probes/contract.ts', 'ipaddr.js'].includes(imported) },
  { name: 'manifests/ reads what policy understands', applies: (file) => isIn(file, ['manifests']), forbids: (imported) => !isIn(imported, ['model', 'policy', 'yaml', 'manifests']) && !['zod', 'ipaddr.js'].includes(imported) },
  { name: 'faults/ bend what policy and derive know', applies: (file) => isIn(file, ['faults']), forbids: (imported) => !isIn(imported, ['model', 'policy', 'world', 'derive', 'faults']) && imported !== 'probes/contract.ts' },
  { name: 'yaml/ knows places, not what stands there', applies: (file) => isIn(file, ['yaml']), forbids: (imported) => !isIn(imported, ['model', 'yaml']) && !['yaml', 'zod'].includes(imported) },
  {
    name: 'conformance/ knows policy and files, not clusters',
    applies: (file) => isIn(file, ['conformance']),
    forbids: (imported) => !isIn(imported, ['model', 'policy', 'manifests', 'yaml', 'conformance']) && !['probes/contract.ts', 'zod', 'src/errors.ts'].includes(imported),
  },
  { name: 'only cluster/ imports the client and undici', applies: (file) => file.startsWith('src/') && !isIn(file, ['cluster']), forbids: (imported) => /^(?:@kubernetes\/client-node|undici)(?:\/|$)/.test(imported) },
  { name: 'cluster/ knows neither run/ nor cli/', applies: (file) => isIn(file, ['cluster']), forbids: (imported) => isIn(imported, ['run', 'cli']) },
  { name: 'nobody but cli/ imports cli/', applies: (file) => !isIn(file, ['cli']), forbids: (imported) => isIn(imported, ['cli']) },
  { name: 'probes/ imports nothing from src/', applies: (file) => file.startsWith('probes/'), forbids: (imported) => imported.startsWith('src/') },
  { name: 'src/ takes from probes/ the wire contract alone', applies: (file) => file.startsWith('src/'), forbids: (imported) => imported.startsWith('probes/') && imported !== 'probes/contract.ts' },
  { name: 'src/ and probes/ import nothing from test/, scripts/ or bench/', applies: () => true, forbids: (imported) => /^(?:test|scripts|bench)\//.test(imported) },
  { name: 'Node\'s own modules are called node:', applies: () => true, forbids: (imported) => ['fs', 'net', 'http', 'https', 'tls', 'dgram', 'child_process', 'crypto', 'os', 'path', 'process'].includes(imported) },
];

/** Comments and strings in backquotes may say what code must not do. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const words: readonly { name: string; applies: (file: string) => boolean; pattern: RegExp }[] = [
  { name: 'nobody cuts the process short, but for the probe at its end', applies: (file) => file !== 'probes/main.ts', pattern: /\bprocess\s*\.\s*(?:exit|abort|reallyExit)\s*\(/ },
  { name: 'only cli/ touches exit code, streams and arguments of the process', applies: (file) => file.startsWith('src/') && !isIn(file, ['cli']), pattern: /\bprocess\s*\.\s*(?:exitCode|stdout|stderr|stdin|argv|env|on|once)\b|\bconsole\s*\./ },
  { name: 'pure modules have neither clock nor chance nor timers', applies: (file) => isIn(file, pure), pattern: /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\brandomBytes\b|\brandomUUID\b|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\(/ },
];

describe('boundaries', () => {
  it('reads both trees', () => {
    for (const folder of [...pure, ...adapters]) expect(files.some((file) => isIn(file, [folder])), folder).to.equal(true);
    expect(files).to.include.members(['probes/contract.ts', 'src/cli/netproof.js']);
  });

  it('sees every way to import', () => {
    const text = ["import a from 'a';", 'import type { B,', "  C } from './b.ts';", "export * from '../x/y.ts';", "import 'side';", "const d = await import('node:d');", "import e from './e.json' with { type: 'json' };"].join('\n');
    expect(importsIn('src/plan/z.ts', text)).to.deep.equal(['a', 'src/plan/b.ts', 'src/x/y.ts', 'side', 'node:d', 'src/plan/e.json']);
  });

  for (const { name, applies, forbids } of rules) {
    it(name, () => {
      const broken = files.filter(applies).flatMap((file) => importsOf(file).filter((imported) => forbids(imported, file)).map((imported) => `${file} imports ${imported}`));
      expect(broken).to.deep.equal([]);
    });
  }

  for (const { name, applies, pattern } of words) {
    it(name, () => expect(files.filter(applies).filter((file) => pattern.test(codeOf(textOf(file))))).to.deep.equal([]));
  }

  it('has no circle of imports, but for types', () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' -> ')];
      if (done.has(file) || !files.includes(file)) return [];
      const found = importsIn(file, textOf(file).replaceAll(/\bimport type [^;]*;/g, '')).flatMap((imported) => visit(imported, [...path, file]));
      done.add(file);
      return found;
    };
    expect(files.flatMap((file) => visit(file, []))).to.deep.equal([]);
  });
});
