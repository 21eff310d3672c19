import { join } from 'node:path';
import { expect } from 'chai';
import type { Explanation } from '../../../src/explain/explanation.ts';
import { netproof } from './process.ts';
import type { Ended } from './process.ts';

const folder = join(import.meta.dirname, '../../../examples');
const explain = (example: string, source: string, target: string, ...more: string[]): Promise<Ended> =>
  netproof(['explain', source, target, '--manifests', join(folder, example, 'workloads.yaml'), '--manifests', join(folder, example, 'policies'), ...more]);

const verdictIn = (stdout: string): string | undefined => stdout.split('\n').find((line) => line.startsWith('Verdict'));

/** A question of each kind. */
const asked: readonly { example: string; source: string; target: string; verdict: string }[] = [
  { example: 'road-to-secure', source: 'ingress-nginx/app=default-backend', target: 'default/road-to-secure-kubernetes:8080', verdict: 'allowed: the source may send it, and the target may receive it' },
  { example: 'road-to-secure', source: 'default/app=stranger', target: 'service:default/reports:80', verdict: 'denied: neither may the source send it, nor the target receive it' },
  { example: 'road-to-secure', source: 'default/road-to-secure-kubernetes', target: 'default/redis', verdict: 'open: TCP/6379' },
  { example: 'aks-hardening', source: 'app/phpmyadmin', target: 'service:data/mysql:3306', verdict: 'allowed: the source may send it, and the target may receive it' },
  { example: 'defence-in-depth', source: 'portal/app=operator', target: '172.30.0.10:6443', verdict: 'allowed: the source may send it, and the target may receive it' },
  { example: 'defence-in-depth', source: 'portal/app=operator', target: 'node:node2:10250', verdict: 'denied: the target may receive it, but the source may not send it' },
  { example: 'owasp-k07', source: 'k07-metadata/app=tool', target: '[2001:db8::10]:443', verdict: 'denied: the target may receive it, but the source may not send it' },
  { example: 'owasp-k07', source: '203.0.113.10', target: 'k07-wordpress/redis:6379', verdict: 'denied: the source may send it, but the target may not receive it' },
  { example: 'yaobank', source: 'yaobank/summary', target: 'kube-system/k8s-app=kube-dns:53/UDP', verdict: 'allowed: the source may send it, and the target may receive it' },
];

describe('netproof explain', function () {
  this.timeout(20_000);

  for (const { example, source, target, verdict } of asked) {
    it(`explains ${source} -> ${target} of ${example}, and exits with 0`, async () => {
      const { code, stdout, stderr } = await explain(example, source, target);
      expect({ code, stderr, verdict: verdictIn(stdout) }).to.deep.equal({ code: 0, stderr: '', verdict: `Verdict  ${verdict}` });
    });
  }

  it('names the rule, its place, and the mistake that people make', async () => {
    const { stdout } = await explain('road-to-secure', 'ingress-nginx/app=default-backend', 'default/road-to-secure-kubernetes:8080');
    expect(stdout).to.match(/^ {3}default\/road-to-secure-kubernetes selects the target \(pods with app=road-to-secure-kubernetes\) \S+policies\/road-to-secure-kubernetes\.yaml:1:1$/m);
    expect(stdout).to.match(/^ {7}yes {2}from all pods in namespace ingress-nginx$/m);
    expect(stdout).to.match(/^Hint .*either is enough/m);
  });

  it('explains to programs, too', async () => {
    const { code, stdout } = await explain('yaobank', 'loans/app=summary', 'yaobank/database:2379', '-o', 'json');
    expect(code).to.equal(0);
    const { cases } = JSON.parse(stdout) as Explanation;
    expect(cases.map(({ answer }) => 'verdict' in answer && answer.verdict)).to.deep.equal(['deny']);
    expect(cases[0]?.steps.map(({ policies }) => policies.map(({ name, rules }) => [name, rules.map(({ rule, opens }) => [rule, opens])]))).to.deep.equal([[['default-deny', [[0, false]]]], [['database-policy', [[0, false]]], ['default-deny', []]]]);
  });

  it('takes manifests wherever they stand', async () => {
    const { code, stdout } = await netproof(['explain', '--manifests', join(folder, 'yaobank/policies'), 'loans/app=x', 'yaobank/app=y:80']);
    expect({ code, first: stdout.split('\n')[0] }).to.deep.equal({ code: 0, first: 'loans/app=x -> yaobank/app=y:80' });
  });

  it('is coloured where it is wanted', async () => {
    const args = ['explain', 'loans/app=x', 'yaobank/app=y:80', '--manifests', join(folder, 'yaobank/policies')];
    expect((await netproof(args, { env: { FORCE_COLOR: '1' } })).stdout).to.include('\u001b[31mdenied');
    expect((await netproof(args, { env: { NO_COLOR: '1' } })).stdout).not.to.include('\u001b');
  });

  for (const { name, source = 'yaobank/summary', target = 'yaobank/database:2379', more = [], expected } of [
    { name: 'a workload that is not there, and those that are', target: 'yaobank/databse:2379', expected: 'There is no pod or workload "databse" in yaobank; there are customer, database, summary' },
    { name: 'an end that cannot be read', source: 'summary', expected: 'Cannot read "summary": write namespace/pod, namespace/workload, namespace/app=web, node:name or an address' },
    { name: 'a word too many', more: ['x'], expected: 'Unknown argument: x; see netproof --help' },
  ]) {
    it(`names ${name}, and exits with 2`, async () => expect(await explain('yaobank', source, target, ...more)).to.deep.equal({ code: 2, stdout: '', stderr: `netproof: ${expected}\n` }));
  }

  it('reads ends before it looks for a cluster, and names that there is none', async () => {
    expect((await netproof(['explain', 'a', 'b/c:80'])).stderr).to.match(/^netproof: Cannot read "a": /);
    expect(await netproof(['explain', 'a/b', 'b/c:80'])).to.deep.include({ code: 2, stdout: '' }).and.have.property('stderr').match(/^netproof: Cannot find a cluster: /);
    expect(await netproof(['explain', 'a/b'])).to.deep.include({ code: 2, stdout: '' }).and.have.property('stderr').match(/^netproof: Not enough non-option arguments/);
  });
});
