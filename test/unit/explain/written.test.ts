import { expect } from 'chai';
import { parseSource, parseTarget } from '../../../src/explain/written.ts';
import { NetproofError } from '../../../src/errors.ts';

const pod = { kind: 'named', namespace: 'shop', name: 'web-1' } as const;
const service = { kind: 'service', namespace: 'shop', name: 'web' } as const;
const v6 = { kind: 'address', ip: '2001:db8::1' } as const;

const sources: readonly (readonly [string, object])[] = [
  ['shop/web-1', pod],
  ['shop/app=web', { kind: 'labelled', namespace: 'shop', labels: { app: 'web' } }],
  ['shop/app=web,tier=', { kind: 'labelled', namespace: 'shop', labels: { app: 'web', tier: '' } }],
  ['shop/app.kubernetes.io/name=web', { kind: 'labelled', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } }],
  ['node:node-1', { kind: 'node', name: 'node-1' }],
  ['203.0.113.10', { kind: 'address', ip: '203.0.113.10' }],
  ['2001:DB8:0::1', v6],
];

const targets: readonly (readonly [string, object])[] = [
  ['shop/web-1', { end: pod, protocol: 'TCP' }],
  ['shop/web-1:80', { end: pod, port: 80, protocol: 'TCP' }],
  ['shop/web-1:53/udp', { end: pod, port: 53, protocol: 'UDP' }],
  ['shop/web-1:80/SCTP', { end: pod, port: 80, protocol: 'SCTP' }],
  ['shop/app.kubernetes.io/name=web:80/TCP', { end: { kind: 'labelled', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } }, port: 80, protocol: 'TCP' }],
  ['service:shop/web', { end: service, protocol: 'TCP' }],
  ['service:shop/web:80', { end: service, port: 80, protocol: 'TCP' }],
  ['node:node-1', { end: { kind: 'node', name: 'node-1' }, protocol: 'TCP' }],
  ['node:node-1:10250', { end: { kind: 'node', name: 'node-1' }, port: 10250, protocol: 'TCP' }],
  ['203.0.113.10:443', { end: { kind: 'address', ip: '203.0.113.10' }, port: 443, protocol: 'TCP' }],
  ['203.0.113.10', { end: { kind: 'address', ip: '203.0.113.10' }, protocol: 'TCP' }],
  ['2001:db8::1', { end: v6, protocol: 'TCP' }],
  ['[2001:db8::1]', { end: v6, protocol: 'TCP' }],
  ['[2001:db8::1]:443/TCP', { end: v6, port: 443, protocol: 'TCP' }],
];

const forms = 'write namespace/pod, namespace/workload, namespace/app=web, node:name or an address';
const noName = (text: string): string => `"${text}" is no name as Kubernetes writes them; ${forms}`;
const noPort = (text: string): string => `"${text}" is no port: it must be a number from 1 to 65535`;

const noSources: readonly (readonly [string, string])[] = [
  ['web', forms],
  ['', forms],
  ['shop/', forms],
  ['/web', forms],
  ['Shop/web', noName('Shop')],
  ['shop/deployment/web', noName('deployment/web')],
  ['shop/web:80', noName('web:80')],
  ['node:', noName('')],
  ['10.1', forms],
  ['fe80::1%eth0', forms],
  ['shop/app=web,', '"" is no label: it must be key=value'],
  ['shop/app=web,tier', '"tier" is no label: it must be key=value'],
  ['shop/app==web', '"app==web" is no label: it must be key=value'],
  ['shop/=web', '"=web" is no label: it must be key=value'],
  ['shop/app=a b', '"app=a b" is no label: it must be key=value'],
  ['service:shop/web', 'a Service is dialled and never dials: name a workload behind it'],
];

const noTargets: readonly (readonly [string, string])[] = [
  ['web:80', forms],
  ['', `${forms}, or service:namespace/name, with :port or :port/protocol at its end`],
  ['shop/web:', noPort('')],
  ['shop/web:0', noPort('0')],
  ['shop/web:65536', noPort('65536')],
  ['shop/web:http', noPort('http')],
  ['shop/web:80/ICMP', '"ICMP" is no protocol: it must be TCP, UDP or SCTP'],
  ['shop/web:80/', '"" is no protocol: it must be TCP, UDP or SCTP'],
  ['service:web:80', forms],
  ['[203.0.113.10:443', `${forms}, or service:namespace/name, with :port or :port/protocol at its end`],
  ['fd00::1:zz:80', `${forms}, or service:namespace/name, with :port or :port/protocol at its end`],
];

const refusal = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof NetproofError && error.code === 'ERR_USAGE') return error.message;
    throw error;
  }
  return 'was read';
};

describe('parseSource()', () => {
  for (const [text, expected] of sources) it(`reads ${text}`, () => expect(parseSource(text)).to.deep.equal(expected));
  for (const [text, why] of noSources) it(`refuses "${text}"`, () => expect(refusal(() => parseSource(text))).to.equal(`Cannot read "${text}": ${why}`));
});

describe('parseTarget()', () => {
  for (const [text, expected] of targets) it(`reads ${text}`, () => expect(parseTarget(text)).to.deep.equal(expected));
  for (const [text, why] of noTargets) it(`refuses "${text}"`, () => expect(refusal(() => parseTarget(text))).to.equal(`Cannot read "${text}": ${why}`));
});
