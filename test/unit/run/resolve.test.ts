import { expect } from 'chai';
import type { StreakRecord } from '../../../probes/contract.ts';
import type { DialPlan } from '../../../src/model/plan.ts';
import type { PodLog, PodRecord } from '../../../src/model/recording.ts';
import type { Probes } from '../../../src/run/probes.ts';
import { isResolved, resolvePlan } from '../../../src/run/resolve.ts';
import { aPlan } from '../../support/plan.ts';

const pod = { namespace: 'netproof-run1', name: 'np-r' };
const dial = (id: string): DialPlan => ({ id, from: pod, purpose: { kind: 'resolve', host: 'db.example' }, style: { prober: 'dns', speak: 'nothing', pace: 'gentle' }, transport: 'UDP', family: 4, address: '10.96.0.10', port: 53, nonce: 'n' });
const streak = (id: string, n: number, fields: Partial<StreakRecord> = {}): StreakRecord => ({ t: 'streak', dial: id, kind: 'timed-out', proof: 'none', n, firstMs: 0, lastMs: 0, endMs: 0, minMs: 0, maxMs: 0, ...fields });
const log = (...records: StreakRecord[]): PodLog => ({ ...pod, offsetMs: 0, records, whole: false });
const answered = streak('a', 1, { kind: 'connected', proof: 'answer', answers: ['203.0.113.7'] });

describe('isResolved()', () => {
  const cases: readonly [name: string, logs: readonly PodLog[], dials: readonly DialPlan[], done: boolean][] = [
    ['nothing to ask', [], [], true],
    ['a pod that has said nothing', [], [dial('a')], false],
    ['an address', [log(answered)], [dial('a')], true],
    ['an address for one of two', [log(answered)], [dial('a'), dial('b')], false],
    ['two answers without an address', [log(streak('a', 2, { kind: 'connected', proof: 'answer' }))], [dial('a')], false],
    ['three attempts, whatever they met', [log(streak('a', 1), streak('a', 2, { kind: 'connected', proof: 'answer', code: 'NXDOMAIN' }))], [dial('a')], true],
  ];
  for (const [name, logs, dials, done] of cases) it(`${done ? 'is content with' : 'waits after'} ${name}`, () => expect(isResolved(logs, dials)).to.equal(done));
});

describe('resolvePlan()', () => {
  const planned = aPlan({ targets: { db: { address: '203.0.113.1', port: 5432 } } });
  const plan = {
    ...planned,
    cells: planned.cells.map((cell) => ({ ...cell, destinations: cell.destinations.map((destination) => ({ ...destination, address: { host: 'db.example' } })) })),
    pods: [...planned.pods, { ...pod, role: 'resolver' as const, serves: [], labels: {}, node: 'node-1', listen: [], gated: false }],
  };
  const probes = (logs: readonly PodLog[], failure?: string): Probes =>
    ({ waitFor: () => Promise.resolve(), logs: () => logs, records: () => [{ ...pod, failure }] as unknown as PodRecord[] }) as unknown as Probes;
  const context = { now: () => performance.now(), signal: new AbortController().signal };
  const addresses = ({ cells }: typeof planned) => cells.flatMap(({ destinations }) => destinations.map(({ address }) => address));

  it('puts the address that was answered in the place of the name', async () => {
    expect(addresses(await resolvePlan(context, plan, [dial('a')], probes([log(answered)]), 1000))).to.deep.equal(['203.0.113.7']);
  });

  it('leaves a plan alone that names no host', async () => expect(await resolvePlan(context, planned, [], probes([]), 1000)).to.equal(planned));

  it('leaves the name where the resolver has failed, and does not wait', async () => {
    expect(addresses(await resolvePlan(context, plan, [dial('a')], probes([], 'evicted'), 1000))).to.deep.equal([{ host: 'db.example' }]);
  });

  it('ends with its deadline', async () => {
    let now = 0;
    const clock = { now: () => (now += 4000), signal: context.signal };
    expect(addresses(await resolvePlan(clock, plan, [dial('a')], probes([]), 1000))).to.deep.equal([{ host: 'db.example' }]);
  });
});
