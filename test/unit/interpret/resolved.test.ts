import { expect } from 'chai';
import type { StreakRecord } from '../../../probes/contract.ts';
import { resolvedHosts, whyUnresolved } from '../../../src/interpret/resolved.ts';
import type { DialPlan } from '../../../src/model/plan.ts';
import type { PodLog } from '../../../src/model/recording.ts';

const resolver = { namespace: 'netproof-1', name: 'resolver' };
const dial = (id: string, host: string, family: 4 | 6): DialPlan => ({
  id,
  from: resolver,
  purpose: { kind: 'resolve', host },
  style: { prober: 'dns', speak: 'nothing', pace: 'gentle' },
  transport: 'UDP',
  family,
  address: '10.96.0.10',
  port: 53,
  nonce: `nonce-${id}`,
});
const dials = [dial('a4', 'a.example', 4), dial('a6', 'a.example', 6), dial('b4', 'b.example', 4), dial('c4', 'c.example', 4)];
const answered = (id: string, code: string, answers?: readonly string[]): StreakRecord => ({ t: 'streak', dial: id, kind: 'connected', proof: 'answer', code, n: 1, firstMs: 0, lastMs: 0, endMs: 1, minMs: 1, maxMs: 1, ...(answers ? { answers } : {}) });
const silent: StreakRecord = { t: 'streak', dial: 'c4', kind: 'timed-out', proof: 'none', n: 3, firstMs: 0, lastMs: 0, endMs: 1, minMs: 1, maxMs: 1 };
const log = (records: PodLog['records']): PodLog => ({ ...resolver, offsetMs: 0, records, whole: true });
const logs = [
  log([answered('a4', 'NOERROR', ['192.0.2.1', '192.0.2.2']), answered('a4', 'NOERROR', ['192.0.2.2', '192.0.2.3']), answered('a6', 'NOERROR'), answered('b4', 'SERVFAIL'), answered('b4', 'NXDOMAIN'), silent]),
  { ...log([answered('b4', 'NOERROR', ['198.51.100.1'])]), name: 'another' },
];

describe('resolvedHosts()', () => {
  it('gives every address that any answer to the resolver held, each once', () => {
    expect([...resolvedHosts(logs, dials)]).to.deep.equal([['a.example', ['192.0.2.1', '192.0.2.2', '192.0.2.3']]]);
  });

  it('adds up both families', () => {
    expect(resolvedHosts([log([answered('a4', 'NOERROR', ['192.0.2.1']), answered('a6', 'NOERROR', ['2001:db8::1'])])], dials).get('a.example')).to.deep.equal(['192.0.2.1', '2001:db8::1']);
  });
});

describe('whyUnresolved()', () => {
  const cases: readonly [host: string, family: 4 | 6, why: string][] = [
    ['a.example', 6, 'no IPv6 address'],
    ['b.example', 4, 'NXDOMAIN'],
    ['c.example', 4, 'timed-out'],
    ['d.example', 4, 'nobody asked'],
  ];
  for (const [host, family, why] of cases) it(`says "${why}"`, () => expect(whyUnresolved(logs, dials, host, family)).to.equal(why));

  it('says that the resolver did not ask, where its log is missing', () => expect(whyUnresolved([], dials, 'a.example', 4)).to.equal('the resolver did not ask'));
});
