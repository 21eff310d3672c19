import { expect } from 'chai';
import type { Expectation } from '../../../../src/conformance/case/case.ts';
import type { StepResult } from '../../../../src/conformance/result/result.ts';
import { settle } from '../../../../src/run/conformance/settle.ts';
import type { Settlement } from '../../../../src/run/conformance/settle.ts';
import { rejection } from '../../../support/rejection.ts';
import { cellBetween } from '../../conformance/judge/sights.ts';
import { fakeSet } from './fake-set.ts';

const denied = cellBetween('y/b', 'x/a');
const free = cellBetween('y/a', 'z/a');
const open: Expectation = { deny: [], allow: [] };
const closed: Expectation = { deny: [{ from: 'y/b', to: 'x/a' }], allow: [] };
const task: Settlement = { expect: [closed], before: open, stepMs: 0, holdMs: 0, isAbsent: () => false };

interface Row {
  readonly name: string;
  readonly denied: string;
  readonly free?: string;
  readonly isAlive?: boolean;
  readonly lostMs?: number;
  readonly task?: Partial<Settlement>;
  readonly result: Partial<StepResult>;
  /** What the others may learn of it. */
  readonly told: string;
}

const lost = 'r-1x/p: its log broke off';
const rows: readonly Row[] = [
  { name: 'all is as it must be', denied: '-', result: { outcome: 'enforced', toBlockMs: 0 }, told: 'took 0' },
  { name: 'policy is late', denied: '++++++++++-', result: { outcome: 'enforced', toBlockMs: 3600 }, told: 'took 3600' },
  { name: 'what is denied stays open', denied: '+', result: { outcome: 'leaks', reason: 'y/b -> x/a is open, 10.0 s after the change' }, told: 'gave up' },
  { name: 'what is allowed is closed', denied: '-', free: '-', result: { outcome: 'over-blocks', reason: 'y/a -> z/a is closed, 10.0 s after the change' }, told: 'gave up' },
  { name: 'nothing is seen of what is denied', denied: ' ', result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt), 10.0 s after the change' }, told: 'gave up' },
  { name: 'whoever got through at first fell silent', denied: '+++ ', result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (connected), 10.0 s after the change' }, told: 'gave up' },
  { name: 'nothing but errors of our own', denied: '?', result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error), and 1 more, 10.0 s after the change' }, told: 'gave up' },
  { name: 'whoever must be closed is dead', denied: '-', isAlive: false, result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself), 10.0 s after the change' }, told: 'gave up' },
  { name: 'whoever must be open is dead', denied: '-', free: '+++-', isAlive: false, result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself), and 1 more, 10.0 s after the change' }, told: 'gave up' },
  { name: 'a pod is lost', denied: '+', lostMs: 4000, result: { outcome: 'not-testable', reason: lost }, told: '' },
  { name: 'a cell whose pod is gone is not asked', denied: '-', free: '-', task: { isAbsent: (cell) => cell === free }, result: { outcome: 'enforced', cells: 1 }, told: 'took 0' },
  { name: 'all pods are gone', denied: '-', task: { isAbsent: () => true }, result: { outcome: 'not-testable', cells: 0, reason: 'nobody was left to dial anybody' }, told: 'took 0' },
  { name: 'another legal reading is followed', denied: '+', task: { expect: [closed, { ...open, reading: 'blocks do not mean pods' }] }, result: { outcome: 'enforced', reading: 'blocks do not mean pods' }, told: '' },
  { name: 'no legal reading is followed', denied: '+', free: '-', task: { expect: [closed, { ...open, reading: 'another' }] }, result: { outcome: 'leaks', reason: 'y/b -> x/a is open, and 1 more, 10.0 s after the change' }, told: 'gave up' },
  { name: 'a pod made anew is given more time', denied: '-', free: `${'-'.repeat(30)}+`, task: { leastDeadlineMs: 20_000 }, result: { outcome: 'enforced', toBlockMs: 0 }, told: 'took 11600' },
  { name: 'it stays so', denied: '-', task: { holdMs: 6000 }, result: { outcome: 'enforced' }, told: 'took 0' },
  { name: 'one packet gets through while it must stay so', denied: '------------+-', task: { holdMs: 6000 }, result: { outcome: 'leaks', reason: 'y/b -> x/a is open' }, told: 'took 0' },
  { name: 'a pod is lost while it must stay so', denied: '-', lostMs: 6000, task: { holdMs: 6000 }, result: { outcome: 'not-testable', reason: lost }, told: 'took 0' },
  { name: 'everybody falls silent while it must stay so', denied: '----- ', task: { holdMs: 6000 }, result: { outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt)' }, told: 'took 0' },
];

describe('settle()', () => {
  for (const { name, denied: shut, free: other = '+', isAlive, lostMs, task: more, result, told } of rows) {
    it(`${result.outcome}: ${name}`, async () => {
      const { set, now } = fakeSet({ seen: new Map([[denied, shut], [free, other]]), ...(isAlive === undefined ? {} : { isAlive }), ...(lostMs === undefined ? {} : { lostMs }) });
      let learnt = '';
      const patience = { deadlineMs: () => 10_000, learn: (tookMs: number) => void (learnt = `took ${tookMs}`), giveUp: () => void (learnt = 'gave up') };
      const settled = await settle({ now, signal: new AbortController().signal }, set, { ...task, ...more }, patience);
      expect(settled).to.deep.include({ cells: 2, ...result });
      expect(settled.reason).to.equal(result.reason);
      expect(learnt).to.equal(told);
    });
  }

  it('ends at once when the user interrupts', async () => {
    const { set, now } = fakeSet({ seen: new Map([[denied, '+']]) });
    const error = await rejection(settle({ now, signal: AbortSignal.abort() }, set, task, { deadlineMs: () => 10_000, learn: () => undefined, giveUp: () => undefined }));
    expect(error.name).to.equal('AbortError');
  });
});
