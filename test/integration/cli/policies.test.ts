import { globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createFolder, netproof } from './process.ts';

const examples = join(import.meta.dirname, '../../../examples');
const published = join(examples, 'owasp-k07/as-published.yaml');
const workloads = join(examples, 'yaobank/workloads.yaml');

const policyCalled = (name: string): string => JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name } }, undefined, '\t');

describe('netproof policies check', function () {
  this.timeout(20_000);

  it('names field and line of a policy whose types slipped in among the labels, and exits with 2', async () => {
    const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', published]);
    expect(stderr).to.match(/^netproof: \S+as-published\.yaml:12:7: spec\.podSelector\.matchLabels\.policyTypes: .*; policyTypes is a field of spec: is it indented wrongly\?\n$/);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });

  it('tells the mistakes of all files, and those alone', async () => {
    const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', published, workloads, '-f', '-'], { input: 'a: *b\n' });
    expect(stderr.replaceAll(/^netproof: (?:\S*\/)?/gm, '')).to.match(/^as-published\.yaml:12:7: .*\n-:1:4: alias "b" has no anchor before it\n$/);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });

  it("has a line for every policy of the examples, and counts what is none", async () => {
    const files = globSync('*/policies/*.yaml', { cwd: examples }).map((file) => join(examples, file));
    const count = files.reduce((sum, file) => sum + (readFileSync(file, 'utf8').match(/^kind: NetworkPolicy$/gm)?.length ?? 0), 0);

    const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', ...files, workloads]);

    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => /^\S+\.yaml:\d+:1: [\w-]+\/[\w-]+ isolates .+ for (?:Ingress|Egress|Ingress and Egress)$/.test(line))).to.have.length(count);
    expect(lines.at(-1)).to.equal('8 other objects passed over');
    expect(stdout).to.match(/yaobank\/database-policy isolates pods app=database for Ingress and Egress/);
  });

  it('reads standard input wherever it stands among the files', async () => {
    const good = join(examples, 'yaobank/policies/database-policy.yaml');
    for (const args of [['-f', good, '-'], ['-f', '-', good], ['-f', good, good, '-', good], ['-f', good, '--', '-']]) {
      const { code, stderr } = await netproof(['policies', 'check', ...args], { input: readFileSync(published, 'utf8') });
      expect({ code, stderr: stderr.slice(0, 20) }, args.join(' ')).to.deep.equal({ code: 2, stderr: 'netproof: -:12:7: sp' });
    }
  });

  it('reads all manifests below a folder in order of name, and nothing hidden', async () => {
    const folder = createFolder();
    try {
      for (const path of ['b', 'b/deep', '.git', 'empty']) mkdirSync(folder.path(path));
      for (const path of ['c.yaml', 'a.yml', 'b/deep/x.json', 'b/a.yaml', '.git/hidden.yaml', '.hidden.yaml', 'b/notes.txt']) folder.write(path, policyCalled(path.replaceAll(/\W/g, '-').replace(/^-+/, '')));
      symlinkSync('..', folder.path('b/circle'));
      symlinkSync('../c.yaml', folder.path('b/linked.yaml'));

      const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', folder.path('.')]);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout.match(/\S+(?= isolates)/g)).to.deep.equal(['a-yml', 'b-a-yaml', 'b-deep-x-json', 'c-yaml', 'c-yaml']);

      const empty = await netproof(['policies', 'check', '-f', folder.path('empty')]);
      expect(empty).to.deep.equal({ code: 2, stdout: '', stderr: `netproof: There is no NetworkPolicy in ${folder.path('empty')}\n` });
    } finally {
      folder.remove();
    }
  });

  it('takes no word that follows for a flag', async () => {
    const { code, stderr } = await netproof(['policies', 'check', '-f', workloads, '--mroe']);
    expect({ code, stderr }).to.deep.equal({ code: 2, stderr: 'netproof: Unknown argument: mroe; see netproof --help\n' });
  });

  it('does not pass where there is no policy to check', async () => {
    const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', workloads]);
    expect(stderr).to.equal(`netproof: There is no NetworkPolicy in ${workloads}\n`);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });
});
