import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { netproof } from './process.ts';

const examples = join(import.meta.dirname, '../../../examples');
const published = join(examples, 'owasp-k07/as-published.yaml');
const workloads = join(examples, 'yaobank/workloads.yaml');

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

  it('does not pass where there is no policy to check', async () => {
    const { code, stdout, stderr } = await netproof(['policies', 'check', '-f', workloads]);
    expect(stderr).to.equal(`netproof: There is no NetworkPolicy in ${workloads}\n`);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });
});
