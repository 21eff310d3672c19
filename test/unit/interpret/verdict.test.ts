import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { RunReport } from '../../../src/model/report.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import type { CellScript, Script } from '../../support/recording.ts';
import { recordingOf } from '../../support/recording.ts';
import type { Case, Row, Status } from './verdict-table.ts';
import { isWorthwhile, rows, timelines, values } from './verdict-table.ts';

const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
const greeted: DialStyle = { prober: 'tcp', speak: 'redis', pace: 'fast' };

const cases: readonly Case[] = Object.entries(values).reduce<readonly Record<string, unknown>[]>(
  (made, [name, options]) => made.flatMap((one) => options.map((option) => ({ ...one, [name]: option }))),
  [{}],
) as unknown as readonly Case[];
const worthwhile = cases.filter(isWorthwhile);

/** A Service with two endpoints. */
const virtual = { path: 'cluster-ip', node: null, nodes: ['n2'], address: '10.96.0.1', backends: 2 } as const;

const fits = ({ when }: Row, one: Case): boolean =>
  Object.entries(when).every(([name, wanted]) => [wanted].flat().includes(one[name as keyof Case]));

const scriptOf = (one: Case, intent: 'allow' | 'deny', clock: Pick<Script, 'clockMs' | 'wall'> = {}): Script => {
  const main: CellScript = {
    intent,
    liveness: one.target === 'weak' ? 'readiness' : 'reached-only',
    pods: ['redis-0'],
    address: '10.0.2.1',
    style: bare,
    seen: timelines('handshake')[one.seen],
    ...(one.endpoint === 'none' ? {} : virtual),
  };
  const endpoint: CellScript = { ...main, path: 'endpoint', node: 'n2', address: '10.0.2.1', style: greeted, seen: [[one.endpoint === 'open' ? 'greeting' : 'timed-out', 0, 4000]] };
  const friend: CellScript = { source: 'friend', intent: 'allow', liveness: 'reached-only', pods: ['redis-0'], address: '10.0.2.1', style: greeted, seen: [['greeting', 0, 4000]] };
  const others: readonly CellScript[] = one.endpoint === 'none' ? [friend] : [{ ...friend, ...virtual }, { ...friend, path: 'endpoint' }];
  const elsewhere: CellScript = {
    target: 'dns',
    intent: 'allow',
    liveness: 'reached-only',
    address: '10.0.2.9',
    style: greeted,
    seen: [[one.elsewhere === 'something' ? 'greeting' : 'timed-out', 0, 4000]],
  };
  return {
    cells: [main, ...(one.endpoint === 'none' ? [] : [endpoint]), ...(one.target === 'strong' ? others : []), ...(one.elsewhere === 'forbidden' ? [] : [elsewhere])],
    ...(one.probe ? {} : { accepts: { web: [] } }),
    ...(one.path ? {} : { path: [['timed-out', 0, 4000]] }),
    ...(one.intercepted ? { decoy: [['handshake', 0, 1500]] } : {}),
    ...(one.changed ? { changes: [{ what: 'policy', namespace: 'app', name: 'default-deny', detail: 'changed' }] } : {}),
    ...(one.age === 'young' ? { settings: { openDeadlineMs: 10_000 } } : {}),
    ...clock,
  };
};

const statusOf = (report: RunReport): Status | 'startup-exposure' => {
  const [first] = report.cells;
  const exposed = first?.status === 'conforms' && report.findings.some(({ kind, cell }) => kind === 'startup-exposure' && cell === first?.cell.id);
  return exposed ? 'startup-exposure' : (first?.status as Status);
};

/** An hour, either way. */
const clocks: readonly Pick<Script, 'clockMs' | 'wall'>[] = [
  { clockMs: 3_600_000, wall: '2027-01-15T09:00:00.000Z' },
  { wall: '2027-01-15T07:00:00.000Z' },
];

describe('the table of every combination', () => {
  it('has an answer for each, and a use for each row', () => {
    const used = new Set(worthwhile.map((one) => rows.find((row) => fits(row, one))));
    expect(used).to.not.include(undefined);
    expect([...used]).to.have.members(rows);
  });

  for (const seen of values.seen) {
    for (const intent of ['deny', 'allow'] as const) {
      it(`${intent}, ${seen}: every combination of evidence gives its status`, () => {
        const wrong = worthwhile
          .filter((one) => one.seen === seen)
          .map((one) => ({ one, right: rows.find((row) => fits(row, one))?.[intent], said: statusOf(compare(recordingOf(scriptOf(one, intent)), { strict: false, requireEvidence: one.require })) }))
          .filter(({ right, said }) => right !== said);
        expect(wrong).to.deep.equal([]);
      });
    }
  }

  it('names the strength of what a deny that held rests on', () => {
    for (const target of ['strong', 'weak'] as const) {
      const one: Case = { seen: 'closed', probe: true, path: true, target, intercepted: false, elsewhere: 'something', changed: false, age: 'old', require: 'weak', endpoint: 'none' };
      expect(compare(recordingOf(scriptOf(one, 'deny')), { strict: false }).cells[0]?.evidence).to.equal(target);
    }
  });

  it('gives the same answers when a pod\'s clocks are an hour off, where age does not count', () => {
    const denies = worthwhile.filter(({ probe, path, changed, intercepted, require, age }) => probe && path && !changed && !intercepted && require === 'weak' && age === 'old');
    for (const one of denies) {
      const [right, ...others] = [{}, ...clocks].map((clock) => compare(recordingOf(scriptOf(one, 'deny', clock)), { strict: false }));
      for (const report of others) expect(report.cells.map(({ status }) => status)).to.deep.equal(right?.cells.map(({ status }) => status));
    }
  });
});
