import { expect } from 'chai';
import { reproduce } from '../../../src/compare/reproduce.ts';
import { recordingOf } from '../../support/recording.ts';
import type { CellScript } from '../../support/recording.ts';

const cellOf = (script: CellScript = {}) => {
  const [planned] = recordingOf({ cells: [script] }).plan.cells;
  if (planned === undefined) throw new Error('there is no cell');
  return planned;
};
const source = { namespace: 'app', labels: { app: 'web', 'app.kubernetes.io/name': 'front' } };
const head = 'kubectl run netproof-look --rm -i --restart=Never -n app --labels=app=web,app.kubernetes.io/name=front --image=busybox -- nc';

describe('reproduce()', () => {
  it('dials the address as a pod with the labels of the source', () => {
    expect(reproduce(cellOf(), source, '10.0.2.1:6379')).to.equal(`${head} -z -v -w 3 10.0.2.1 6379`);
  });

  it('finds the port behind an IPv6 address', () => {
    expect(reproduce(cellOf({ family: 6 }), source, 'fd44::2:1:80')).to.equal(`${head} -z -v -w 3 fd44::2:1 80`);
  });

  it('asks a DNS server over UDP a question, since nc over UDP always succeeds', () => {
    const planned = cellOf({ transport: 'UDP' });
    const dns = { ...planned, style: { ...planned.style, prober: 'dns' as const } };
    expect(reproduce(dns, source, '10.0.2.1:53')).to.equal(`${head.replace(/nc$/, 'nslookup')} kubernetes.default.svc.cluster.local 10.0.2.1`);
  });

  const hostile: readonly [name: string, command: string, quoted: string][] = [
    ['a label', reproduce(cellOf(), { ...source, labels: { app: 'x; rm -rf ~' } }, '10.0.2.1:80'), "--labels='app=x; rm -rf ~' "],
    ['a quote in a label', reproduce(cellOf(), { ...source, labels: { app: "x' $(id) '" } }, '10.0.2.1:80'), String.raw`--labels='app=x'\'' $(id) '\''' `],
    ['a namespace', reproduce(cellOf(), { ...source, namespace: '`id`' }, '10.0.2.1:80'), "-n '`id`' "],
    ['an address', reproduce(cellOf(), source, '$(id):80'), "'$(id)' 80"],
    ['a port', reproduce(cellOf(), source, '10.0.2.1:80|sh'), "10.0.2.1 '80|sh'"],
    ['nothing at all', reproduce(cellOf(), { ...source, labels: {} }, '10.0.2.1:80'), "--labels='' "],
  ];
  for (const [name, command, quoted] of hostile) it(`quotes ${name} that a shell would read`, () => expect(command).to.include(quoted));
});
