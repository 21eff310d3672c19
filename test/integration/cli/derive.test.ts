import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { createFolder, netproof } from './process.ts';

const examples = join(import.meta.dirname, '../../../examples');
const manifestsOf = (example: string): string[] => ['--manifests', join(examples, example, 'workloads.yaml'), '--manifests', join(examples, example, 'policies')];
const roadToSecure = manifestsOf('road-to-secure');

const namespaced = (kind: string, apiVersion: string, metadata: object, spec: object): string => `${JSON.stringify({ apiVersion, kind, metadata, spec })}\n---\n`;
const policy = (namespace: string, spec: object): string => namespaced('NetworkPolicy', 'networking.k8s.io/v1', { name: 'p', namespace }, spec);

describe('netproof derive --manifests', function () {
  this.timeout(20_000);
  const folder = createFolder();
  after(folder.remove);

  it('prints a matrix that can be read again, without a cluster', async () => {
    const { code, stdout, stderr } = await netproof(['derive', ...roadToSecure]);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const { matrix, answers } = parseMatrix(stdout, 'derived.yaml');
    expect(Object.keys(matrix.sources)).to.include.members(['default.redis', 'default.road-to-secure-kubernetes', 'default.stranger', 'ingress-nginx.ingress-nginx-controller']);
    expect(answers.filter(({ source, expectation }) => source === 'default.road-to-secure-kubernetes' && expectation === 'allow').map(({ target }) => target)).to.deep.equal(['default.redis:6379', 'dns']);
    expect(stdout).to.include('\n# 203.0.113.10 stands for the internet and is nobody\'s: write a host of yours there, or give --internet\n');
    expect(stdout).to.include('    "default.redis:6379": allow  # default/road-to-secure-kubernetes egress rule 1, default/redis ingress rule 1\n');
  });

  it('shows the OR that people read as AND: all pods of the namespace may come in', async () => {
    const { stdout } = await netproof(['derive', ...roadToSecure, '-o', 'json']);
    const { cells } = JSON.parse(stdout) as { cells: { source: string; target: string; verdict: string; deciders: unknown[] }[] };
    const stranger = cells.find(({ source, target }) => source === 'ingress-nginx.stranger' && target === 'default.road-to-secure-kubernetes:8080');
    expect(stranger).to.deep.include({ verdict: 'allow', deciders: [{ kind: 'policy', namespace: 'default', name: 'road-to-secure-kubernetes', direction: 'ingress', rule: 0 }] });
  });

  it('draws a table', async () => {
    const args = ['derive', ...roadToSecure, '-o', 'table', '-n', 'default'];
    const [{ code, stdout }, ascii] = await Promise.all([netproof(args, { env: { LANG: 'C.UTF-8' } }), netproof(args, { env: { LANG: 'C' } })]);
    expect(code).to.equal(0);
    expect(ascii.stdout).to.match(/\| redis\s+\| X \|/).and.match(/^\p{ASCII}*$/u);
    expect(stdout).to.match(/│ redis\s+│ X │/).and.include('  . allowed   X denied   ? the specification leaves it open\n');
  });

  it('keeps to the namespaces that are named, without their name where it is one', async () => {
    const { stdout } = await netproof(['derive', ...roadToSecure, '-n', 'default']);
    expect(Object.keys(parseMatrix(stdout, 'derived.yaml').matrix.sources)).to.deep.equal(['outsider', 'redis', 'reports', 'road-to-secure-kubernetes', 'stranger']);
  });

  it('keeps to the pods that -l selects, and says how many it left out', async () => {
    const { code, stdout } = await netproof(['derive', ...roadToSecure, '-n', 'default', '-l', 'app=redis']);
    expect(code).to.equal(0);
    expect(Object.keys(parseMatrix(stdout, 'derived.yaml').matrix.sources)).to.deep.equal(['outsider', 'redis', 'stranger']);
    expect(stdout).to.match(/\n# \d pods left out: -l does not select them\n/);
  });

  it('takes all namespaces of the files with -A, as it does without', async () => {
    const [all, given] = await Promise.all([netproof(['derive', ...roadToSecure, '-A']), netproof(['derive', ...roadToSecure])]);
    expect(all).to.deep.equal(given);
  });

  it('takes a host of the user\'s for the internet', async () => {
    const { stdout } = await netproof(['derive', ...roadToSecure, '--internet', '198.51.100.1']);
    expect(stdout).to.include('  internet: {wellKnown: internet, addresses: ["198.51.100.1"], port: 443}\n').and.not.include('203.0.113.10');
  });

  it('reads every example, and what it prints of each can be read again', async () => {
    for (const example of globSync('*/matrix.yaml', { cwd: examples }).map((file) => file.split('/')[0] ?? '')) {
      const { code, stdout, stderr } = await netproof(['derive', ...manifestsOf(example)]);
      expect({ code, stderr }, example).to.deep.equal({ code: 0, stderr: '' });
      expect(() => parseMatrix(stdout, example), example).not.to.throw();
    }
  });

  it('keeps one block with and without exceptions apart', async () => {
    const egress = [{ cidr: '10.0.0.0/8' }, { cidr: '10.0.0.0/8', except: ['10.0.0.0/16'] }].map((ipBlock) => ({ to: [{ ipBlock }] }));
    const { code, stdout } = await netproof(['derive', '--manifests', folder.write('blocks.yaml', policy('shop', { podSelector: {}, egress }))]);
    expect(code).to.equal(0);
    expect(Object.keys(parseMatrix(stdout, 'derived.yaml').matrix.targets)).to.include.members(['in:10.0.0.0_8:443', 'in:10.0.0.0_8:443-2', 'except:10.0.0.0_16:443']);
  });

  const service = namespaced('Service', 'v1', { name: 's', namespace: 'shop' }, { ports: [{ port: 80 }] });
  const mistakes: readonly [name: string, args: () => string[], expected: string][] = [
    ['that nothing is asked', () => ['derive'], 'Whose policies? Name namespaces with -n, all with -A, or files with --manifests'],
    ['a namespace that the files do not know', () => ['derive', ...roadToSecure, '-n', 'shop', '-n', 'default', '-n', 'shpo'], 'there is no namespace "shop"\nthere is no namespace "shpo"\nnext: kubectl get namespaces shows those that there are'],
    ['files without a pod or a policy', () => ['derive', '--manifests', folder.write('empty.yaml', service)], 'There is neither a pod nor a NetworkPolicy in these files'],
    ['labels that no pod has', () => ['derive', ...roadToSecure, '-n', 'default', '-l', 'app=rdis'], 'No pod of default has the labels that -l asks for'],
    ['a file that is not there', () => ['derive', '--manifests', '/nonexistent/x.yaml'], 'Cannot read "/nonexistent/x.yaml": ENOENT: no such file or directory, open \'/nonexistent/x.yaml\''],
    ['an internet that is a name', () => ['derive', ...roadToSecure, '--internet', 'example.com'], '--internet must be an IP address that one host has, and is "example.com"'],
    ['an internet that is the loopback', () => ['derive', ...roadToSecure, '--internet', '127.0.0.1'], '--internet must be an IP address that one host has, and is "127.0.0.1"'],
    ['no cluster', () => ['derive', '-n', 'shop'], 'Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod\nnext: kubectl config get-contexts shows the clusters that you know; choose one with --context, or a file with --kubeconfig'],
  ];
  for (const [name, args, expected] of mistakes) {
    it(`names ${name}, on stderr, and exits with 2`, async () => {
      const { code, stdout, stderr } = await netproof(args());
      expect(stderr.replaceAll(/^netproof: +/gm, '')).to.equal(`${expected}\n`);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    });
  }

  it('names the mistakes of all files, with file, line and field', async () => {
    const { code, stdout, stderr } = await netproof(['derive', '--manifests', join(examples, 'owasp-k07/as-published.yaml'), '--manifests', folder.write('bad.yaml', policy('shop', { podSelector: {}, ingress: [{ ports: [{ port: 70_000 }] }] }))]);
    expect(stderr).to.match(/^netproof: \S+as-published\.yaml:12:7: spec\.podSelector.*\n *netproof: \S+bad\.yaml:1:\d+: spec\.ingress\.0\.ports\.0\.port: .*\n$/);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });
});
