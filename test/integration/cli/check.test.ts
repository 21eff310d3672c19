import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import type { CheckReport } from '../../../src/check/check.ts';
import { matrixText } from '../../support/matrix.ts';
import { createFolder, netproof } from './process.ts';
import type { Ended } from './process.ts';

const folder = join(import.meta.dirname, '../../../examples');
const at = (example: string, file: string): string => join(folder, example, file);
const manifestsOf = (example: string): string[] => ['--manifests', at(example, 'workloads.yaml'), '--manifests', at(example, 'policies')];

/** What files cannot know: who and where the API server and the nodes are. */
const examples: readonly { example: string; agree: number; undefined: readonly string[] }[] = [
  { example: 'aks-hardening', agree: 36, undefined: ['phpmyadmin -> apiserver', 'other-app -> apiserver', 'impostor -> apiserver', 'mysql -> apiserver'] },
  { example: 'defence-in-depth', agree: 16, undefined: ['web -> apiserver', 'web -> kubelet', 'reports -> apiserver', 'reports -> kubelets', 'operator -> apiserver', 'operator -> kubelet', 'database -> apiserver'] },
  { example: 'owasp-k07', agree: 58, undefined: [] },
  { example: 'road-to-secure', agree: 91, undefined: ['controller', 'other-ingress', 'elsewhere', 'impostor', 'web', 'stranger', 'redis'].map((source) => `${source} -> apiserver`) },
  { example: 'yaobank', agree: 32, undefined: ['customer -> apiserver', 'summary -> apiserver', 'database -> apiserver', 'loans -> apiserver'] },
];

interface Seed {
  readonly name: string;
  readonly example: string;
  /** Of the matrix, or of a policy: what stands there, and what is put in its place. */
  readonly file: string;
  readonly edit: readonly [from: string, to: string];
  readonly expected: readonly string[];
}

/** Mistakes as the examples speak of them, and as people make them. */
const seeds: readonly Seed[] = [
  {
    name: 'the OR that reads like an AND',
    example: 'road-to-secure',
    file: 'matrix.yaml',
    edit: ['web: allow                      # W\'s first item, without', 'web: deny                       # W\'s first item, without'],
    expected: ['other-ingress -> web TCP/8080: you expect deny, but default/road-to-secure-kubernetes ingress rule 1 allows it (its from has a namespaceSelector and a podSelector as two items, and either is enough: for both, write them as one item)'],
  },
  {
    name: 'an AND where an OR was meant',
    example: 'road-to-secure',
    file: 'policies/road-to-secure-kubernetes.yaml',
    edit: ['        - podSelector:\n            matchLabels:\n              app.', '          podSelector:\n            matchLabels:\n              app.'],
    expected: ['other-ingress -> web TCP/8080: you expect allow, but default/default-deny-all ingress, default/road-to-secure-kubernetes ingress deny it: no rule lets it through'],
  },
  {
    name: 'a podSelector alone for pods of another namespace',
    example: 'yaobank',
    file: 'matrix.yaml',
    edit: ['"*": deny              # D; at', 'database: allow\n    "*": deny              # D; at'],
    expected: ['loans -> database TCP/2379: you expect allow, but loans/default-deny egress, yaobank/database-policy ingress, yaobank/default-deny ingress deny it: no rule lets it through (yaobank/database-policy ingress rule 1 has a podSelector alone, which means pods of yaobank: add a namespaceSelector for those of loans)'],
  },
  {
    name: 'DNS that was forgotten',
    example: 'yaobank',
    file: 'policies/default-deny.yaml',
    edit: ['  egress:\n    - to:\n        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n          podSelector: {matchLabels: {k8s-app: kube-dns}}\n      ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n---', '---'],
    expected: ['UDP', 'TCP'].flatMap((protocol) => ['customer', 'summary'].map((source) => `${source} -> dns ${protocol}/53: you expect allow, but ${source === 'summary' ? 'yaobank/default-deny egress, yaobank/summary-to-database egress deny' : 'yaobank/default-deny egress denies'} it: no rule lets it through (egress is restricted, and DNS is not among what is allowed: let UDP and TCP 53 through to kube-dns)`)),
  },
  {
    name: 'the forgotten UDP of DNS',
    example: 'defence-in-depth',
    file: 'policies/portal-default-deny.yaml',
    edit: ['[{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]', '[{port: 53}]'],
    expected: [
      'web -> dns UDP/53: you expect allow, but portal/portal-default-deny egress, portal/web-to-database egress deny it: no rule lets it through (portal/portal-default-deny egress rule 1 allows 53 by TCP only; where no protocol is given, it is TCP)',
      'reports -> dns UDP/53: you expect allow, but portal/portal-default-deny egress denies it: no rule lets it through (portal/portal-default-deny egress rule 1 allows 53 by TCP only; where no protocol is given, it is TCP)',
      'operator -> dns UDP/53: you expect allow, but portal/operator-to-apiserver egress, portal/portal-default-deny egress deny it: no rule lets it through (portal/portal-default-deny egress rule 1 allows 53 by TCP only; where no protocol is given, it is TCP)',
    ],
  },
  {
    name: 'a rule that is meant to close what another one opens',
    example: 'owasp-k07',
    file: 'matrix.yaml',
    edit: ['internet: allow          # UM: policies add up', 'internet: deny           # UM: policies add up'],
    expected: ['union-backend -> internet TCP/443: you expect deny, but k07-union/union-block-1 egress rule 1 allows it (the rule names no ports, which means all of them)'],
  },
  {
    name: 'a port by a name that the pod does not have',
    example: 'aks-hardening',
    file: 'policies/allow-from-phpmyadmin-ingress.yaml',
    edit: ['port: 3306}', 'port: mysql}'],
    expected: ['mysql TCP/3306', 'mysql-svc TCP/3306', 'backup-3306 TCP/3306'].map((target) => `phpmyadmin -> ${target}: you expect allow, but data/allow-from-phpmyadmin-ingress ingress, data/default-deny-all ingress deny it: no rule lets it through (data/allow-from-phpmyadmin-ingress ingress rule 1 names port "mysql", and the target has no port of that name)`),
  },
  {
    name: 'a default deny that says nothing of egress',
    example: 'aks-hardening',
    file: 'policies/default-deny-all.yaml',
    edit: ['[Ingress, Egress]', '[Ingress]'],
    expected: ['phpmyadmin TCP/80', 'dns UDP/53', 'dns TCP/53', 'metadata TCP/80', 'internet TCP/443'].map((target) => `mysql -> ${target}: you expect deny, but no policy restricts it (no policy selects the source for egress (data/allow-from-phpmyadmin-ingress does for ingress only)${target.startsWith('phpmyadmin') ? ', nor the target for ingress: a default deny in data or app would close it' : target.startsWith('dns') ? ', nor the target for ingress: a default deny in data or kube-system would close it' : ': a default deny in data would close it'})`),
  },
];

const checkFiles = (matrix: string, manifests: readonly string[], ...more: string[]): Promise<Ended> => netproof(['check', '-f', matrix, ...manifests, ...more]);

describe('netproof check', function () {
  this.timeout(20_000);
  const scratch = createFolder();
  after(scratch.remove);

  for (const { example, agree, undefined: open } of examples) {
    it(`finds nothing in ${example} but what files cannot know`, async () => {
      const { code, stdout, stderr } = await checkFiles(at(example, 'matrix.yaml'), manifestsOf(example), '-o', 'json');
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      const { findings, counts, cells } = JSON.parse(stdout) as CheckReport;
      expect({ findings, agree: counts.agree }).to.deep.equal({ findings: [], agree });
      expect(cells.filter(({ policy }) => policy.basis === 'undefined').map(({ cell }) => `${cell.source} -> ${cell.target}`)).to.deep.equal(open);
    });
  }

  for (const { name, example, file, edit: [from, to], expected } of seeds) {
    it(`finds ${name}`, async () => {
      const original = readFileSync(at(example, file), 'utf8');
      expect(original).to.include(from);
      const edited = scratch.write(basename(file), original.replace(from, to));
      const files = ['matrix.yaml', 'workloads.yaml', ...globSync('policies/*.yaml', { cwd: join(folder, example) })].map((other) => (other === file ? edited : at(example, other)));
      const { code, stdout, stderr } = await checkFiles(files[0] ?? '', files.slice(1).flatMap((path) => ['--manifests', path]), '-o', 'json');
      expect({ code, stderr }).to.deep.equal({ code: 1, stderr: '' });
      expect((JSON.parse(stdout) as CheckReport).findings.map(({ message }) => message)).to.have.members(expected);
    });
  }

  it('prints the findings with their places, and one sentence', async () => {
    const matrix = scratch.write('matrix.yaml', readFileSync(at('yaobank', 'matrix.yaml'), 'utf8').replace('dns: allow             # D\n    "*": deny              # D lets', 'dns: deny              # D\n    "*": deny              # D lets'));
    const { code, stdout } = await checkFiles(matrix, manifestsOf('yaobank'));
    expect(code).to.equal(1);
    expect(stdout).to.match(/^Findings\n {2}policy-mismatch {2}\S+matrix\.yaml:26:5: customer -> dns UDP\/53: you expect deny, but yaobank\/default-deny egress rule 1 allows it\n/);
    expect(stdout).to.include('\nThe policies do not say what the matrix says: 2 of 32 cells differ; of 4 more it is undefined, or not known.\n36 cells: 30 agree, 2 policy mismatches, 4 undefined, 0 answers skipped\n');
    expect(stdout).not.to.include('\u001b');
  });

  it('ends with 3 where nothing could be told', async () => {
    const matrix = scratch.write('unknown.yaml', matrixText({ targets: { host: { host: 'example.com', port: 443 } } }));
    const { code, stdout } = await checkFiles(matrix, manifestsOf('yaobank'));
    expect({ code, last: stdout.trimEnd().split('\n').at(-2) }).to.deep.equal({ code: 3, last: 'Nothing could be told: what the policies say of these cells is undefined, or not known.' });
  });

  const good = at('yaobank', 'matrix.yaml');
  for (const { name, args, input = '', expected } of [
    { name: 'mistakes in a matrix', args: ['-f', at('yaobank', 'steps.yaml'), ...manifestsOf('yaobank')], expected: /^netproof: \S+steps\.yaml:3:1: / },
    { name: 'mistakes in manifests', args: ['-f', good, '--manifests', at('owasp-k07', 'as-published.yaml')], expected: /^netproof: \S+as-published\.yaml:12:7: spec\.podSelector\.matchLabels\.policyTypes: / },
    { name: 'manifests that are not there', args: ['-f', good, '--manifests', '/nonexistent'], expected: /^netproof: Cannot read "\/nonexistent": ENOENT/ },
    { name: 'manifests in which there is nothing', args: ['-f', good, '--manifests', '-'], input: '{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}', expected: /^netproof: There is neither a NetworkPolicy nor anybody whom it could concern in -\n$/ },
    { name: 'no cluster, where there are no manifests', args: ['-f', good], expected: /^netproof: Cannot find a cluster: / },
    { name: 'no matrix', args: manifestsOf('yaobank'), expected: /^netproof: Missing required argument: filename; see netproof --help\n$/ },
  ]) {
    it(`names ${name}, and exits with 2`, async () => {
      const { code, stdout, stderr } = await netproof(['check', ...args], { input });
      expect(stderr).to.match(expected);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    });
  }
});
