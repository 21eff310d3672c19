import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import { historyOf } from '../../../src/history/history.ts';
import type { RunReport } from '../../../src/model/report.ts';
import { canary, denyOn, exposedOn, fine, leak, open, run, says, unsure } from './runs.ts';
import type { Seen } from './runs.ts';

describe('historyOf()', () => {
  const rows: readonly { readonly name: string; readonly runs: readonly RunReport[]; readonly changes: readonly string[]; readonly exitCode: number }[] = [
    { name: 'nothing, twice', runs: [run(fine), run(fine)], changes: [], exitCode: 0 },
    { name: 'a leak that was not there', runs: [run(fine), run(leak)], changes: ['new leak'], exitCode: 1 },
    { name: 'a leak that is still there', runs: [run(leak), run(leak)], changes: ['unchanged leak'], exitCode: 0 },
    { name: 'a leak that is mended', runs: [run(leak), run(fine)], changes: ['mended leak'], exitCode: 0 },
    { name: 'a leak of which nobody knows any more', runs: [run(leak), run(unsure)], changes: ['unjudged leak', 'new inconclusive'], exitCode: 3 },
    { name: 'a leak whose cell is gone', runs: [run(leak), run(undefined)], changes: ['unjudged leak'], exitCode: 3 },
    { name: 'a leak where nobody is there any more', runs: [run(leak), run({ status: 'vacuous' })], changes: ['unjudged leak', 'new vacuous'], exitCode: 3 },
    { name: 'what could not be judged, and leaks', runs: [run(unsure), run(leak)], changes: ['replaced inconclusive', 'new leak'], exitCode: 1 },
    { name: 'what nobody was behind, and is closed', runs: [run({ status: 'vacuous' }), run({ status: 'overblock' })], changes: ['replaced vacuous', 'new overblock'], exitCode: 1 },
    { name: 'an exposure where there is a leak now', runs: [run({ kind: 'startup-exposure' }), run(leak)], changes: ['replaced startup-exposure', 'new leak'], exitCode: 1 },
    { name: 'what nobody was behind, and cannot be judged', runs: [run({ status: 'vacuous' }), run(unsure)], changes: ['unjudged vacuous', 'new inconclusive'], exitCode: 3 },
    { name: 'what can be judged again', runs: [run(unsure), run(fine)], changes: ['mended inconclusive'], exitCode: 0 },
    { name: 'what cannot be judged any more', runs: [run(fine), run(unsure)], changes: ['new inconclusive'], exitCode: 3 },
    { name: 'an exposure that was not there', runs: [run(fine), run({ kind: 'startup-exposure' })], changes: ['new startup-exposure'], exitCode: 0 },
    { name: 'a leak that came back', runs: [run(leak), run(fine), run(leak)], changes: ['flapping leak'], exitCode: 1 },
    { name: 'a leak that came and went', runs: [run(fine), run(leak), run(fine)], changes: ['flapping leak'], exitCode: 1 },
    { name: 'a leak that came and stayed', runs: [run(fine), run(leak), run(leak)], changes: ['new leak'], exitCode: 1 },
    { name: 'a canary that leaks, and did not', runs: [run(fine, canary(true)), run(fine, canary(false))], changes: [], exitCode: 1 },
    { name: 'a canary that cannot be judged, and could', runs: [run(fine, canary(true)), run(fine, canary(undefined))], changes: [], exitCode: 3 },
    { name: 'a canary that leaks as before', runs: [run(fine, canary(false)), run(fine, canary(false))], changes: [], exitCode: 0 },
    { name: 'a canary that leaks on another node, too', runs: [run(fine, canary(false, [denyOn('a', 'open'), denyOn('b', 'closed')])), run(fine, canary(false, [denyOn('a', 'open'), denyOn('b', 'open')]))], changes: [], exitCode: 1 },
    { name: 'a canary that leaks on fewer nodes', runs: [run(fine, canary(false, [denyOn('a', 'open'), denyOn('b', 'now-and-then')])), run(fine, canary(false, [denyOn('a', 'open'), denyOn('b', 'unknown')]))], changes: [], exitCode: 0 },
    { name: 'a canary that was not run again', runs: [run(fine, canary(true)), run(fine)], changes: [], exitCode: 3 },
    { name: 'a canary that leaked, and was not run again', runs: [run(fine, canary(false)), run(fine)], changes: [], exitCode: 3 },
    { name: 'a canary that leaked, and cannot be judged', runs: [run(fine, canary(false)), run(fine, canary(undefined))], changes: [], exitCode: 3 },
    { name: 'a canary that leaks, and could not be judged', runs: [run(fine, canary(undefined)), run(fine, canary(false))], changes: [], exitCode: 1 },
    { name: 'a canary that leaks, and was not asked', runs: [run(fine), run(fine, canary(false))], changes: [], exitCode: 1 },
    { name: 'a canary that leaks, whatever else cannot be judged', runs: [run(fine, canary(true)), run(fine, canary(undefined, [denyOn('a', 'open')]))], changes: [], exitCode: 1 },
    { name: 'a canary that cannot be judged as before', runs: [run(fine, canary(undefined)), run(fine, canary(undefined))], changes: [], exitCode: 0 },
    { name: 'a canary that can be judged again', runs: [run(fine, canary(undefined)), run(fine, canary(true))], changes: [], exitCode: 0 },
    { name: 'a canary with an exposure, strictly', runs: [run(fine, canary(true)), run(fine, { ...canary(true, [exposedOn('a')]), strict: true })], changes: [], exitCode: 1 },
    { name: 'a canary with an exposure', runs: [run(fine, canary(true)), run(fine, canary(true, [exposedOn('a')]))], changes: [], exitCode: 0 },
    { name: 'a canary with an exposure elsewhere, strictly', runs: [run(fine, canary(true, [exposedOn('a')])), run(fine, { ...canary(true, [exposedOn('b')]), strict: true })], changes: [], exitCode: 1 },
    { name: 'what cannot be judged once more', runs: [run(unsure), run(fine), run(unsure)], changes: ['flapping inconclusive'], exitCode: 3 },
    { name: 'what could not be judged in between', runs: [run(fine), run(unsure), run(fine)], changes: ['flapping inconclusive'], exitCode: 3 },
  ];
  for (const { name, runs, changes, exitCode } of rows) {
    it(`tells of ${name}`, () => {
      const history = historyOf(runs);
      expect([history.findings.map(({ change, kind }) => `${change} ${kind}`), history.exitCode]).to.deep.equal([changes, exitCode]);
    });
  }

  const nights: readonly { readonly name: string; readonly runs: readonly RunReport[]; readonly changes: readonly string[]; readonly exitCode: number }[] = [
    { name: 'a leak that came last night', runs: [run(fine), run(fine), run(leak)], changes: ['new leak'], exitCode: 1 },
    { name: 'a leak that has been there for some nights', runs: [run(fine), run(leak), run(leak)], changes: ['unchanged leak'], exitCode: 0 },
    { name: 'a leak that came, and is mended', runs: [run(fine), run(leak), run(fine)], changes: ['mended leak'], exitCode: 0 },
    { name: 'a leak that was mended, and is back', runs: [run(leak), run(fine), run(leak)], changes: ['flapping leak'], exitCode: 1 },
    { name: 'nothing of a leak that was mended long ago', runs: [run(leak), run(fine), run(fine)], changes: [], exitCode: 0 },
    { name: 'a canary that leaks since last night', runs: [run(fine, canary(false)), run(fine, canary(true)), run(fine, canary(false))], changes: [], exitCode: 1 },
  ];
  for (const { name, runs, changes, exitCode } of nights) {
    it(`tells, since the run before, of ${name}`, () => {
      const history = historyOf(runs, runs.length - 2);
      expect([history.findings.map(({ change, kind }) => `${change} ${kind}`), history.exitCode, history.runs.length]).to.deep.equal([changes, exitCode, runs.length]);
    });
  }

  it('tells of policy what has changed since the run before', () => {
    const runs = [run({ policy: says('deny', 'a') }), run({ policy: says('allow', 'b'), status: 'leak' }), run({ policy: says('allow', 'b'), status: 'leak' })];
    expect([historyOf(runs).policy.length, historyOf(runs, 1).policy.length]).to.deep.equal([1, 0]);
  });

  const drifts: readonly { readonly name: string; readonly before: Seen; readonly after: Seen; readonly policy: readonly string[]; readonly enforcement: readonly string[] }[] = [
    { name: 'none where nothing changed', before: { policy: says('deny', 'a') }, after: { policy: says('deny', 'a') }, policy: [], enforcement: [] },
    { name: 'none where another policy says the same', before: { policy: says('deny', 'a') }, after: { policy: says('deny', 'b') }, policy: [], enforcement: [] },
    { name: 'of policy, and by which', before: { policy: says('deny', 'a') }, after: { policy: says('allow', 'b'), status: 'leak' }, policy: ['deny allow + shop/b ingress - shop/a ingress'], enforcement: [] },
    { name: 'of policy, where it is gone', before: { policy: says('deny', 'a') }, after: { policy: says('allow') }, policy: ['deny allow +  - shop/a ingress'], enforcement: [] },
    { name: 'of policy, where the specification leaves it open now', before: { policy: says('allow', 'a') }, after: { policy: open }, policy: ['allow undefined +  - shop/a ingress'], enforcement: [] },
    { name: 'of enforcement, under the same policy', before: { policy: says('deny', 'a') }, after: { policy: says('deny', 'a'), status: 'leak' }, policy: [], enforcement: ['conforms leak'] },
    { name: 'of enforcement, for the better', before: { policy: says('deny', 'a'), status: 'leak' }, after: { policy: says('deny', 'a') }, policy: [], enforcement: ['leak conforms'] },
    { name: 'none where it could not be judged', before: { policy: says('deny', 'a') }, after: { policy: says('deny', 'a'), status: 'inconclusive' }, policy: [], enforcement: [] },
    { name: 'none where somebody expects another thing', before: { policy: says('deny', 'a') }, after: { policy: says('deny', 'a'), intent: 'allow', status: 'overblock' }, policy: [], enforcement: [] },
    { name: 'none where nobody knows what policy said', before: {}, after: { status: 'leak' }, policy: [], enforcement: [] },
  ];
  for (const { name, before, after, policy, enforcement } of drifts) {
    it(`tells of a drift: ${name}`, () => {
      const history = historyOf([run(before), run(after)]);
      expect(history.policy.map((drift) => `${drift.before} ${drift.after} + ${drift.deciders.added.join(', ')} - ${drift.deciders.removed.join(', ')}`)).to.deep.equal(policy);
      expect(history.enforcement.map((drift) => `${drift.before} ${drift.after}`)).to.deep.equal(enforcement);
    });
  }

  it('says it in a sentence', () => {
    const { headline } = historyOf([run({ policy: says('deny', 'a') }, canary(true)), run({ policy: says('deny', 'a'), status: 'leak' }, canary(false))]);
    expect(headline).to.equal('Findings: 1 new; under the same policies 1 cell came out otherwise; the canary fails, and did not.');
  });

  const canaries: readonly [name: string, first: Partial<RunReport>, last: Partial<RunReport>, headline: string][] = [
    ['that was not asked', {}, {}, 'No findings, before or now.'],
    ['that fails as before', canary(false), canary(false), 'No findings in cells; the canary fails as before.'],
    ['that fails since', canary(true), canary(false), 'No findings in cells; the canary fails, and did not.'],
    ['that fails, and could not be judged', canary(undefined), canary(false), 'No findings in cells; the canary fails, and did not.'],
    ['that fails elsewhere', canary(false, [denyOn('a', 'open')]), canary(false, [denyOn('b', 'open')]), 'No findings in cells; the canary is wrong where it was not.'],
    ['that failed, and cannot be judged', canary(false), canary(undefined), 'No findings, before or now; the canary cannot be judged, and could.'],
    ['that failed', canary(false), canary(true), 'No findings, before or now.'],
  ];
  for (const [name, first, last, headline] of canaries) it(`says of a canary ${name}: ${headline}`, () => expect(historyOf([run(fine, first), run(fine, last)]).headline).to.equal(headline));

  it('counts what is replaced', () => expect(historyOf([run(unsure), run(leak)]).headline).to.equal('Findings: 1 new, 1 replaced.'));

  it('names the cells that came and went', () => {
    expect(historyOf([run(undefined), run(fine)]).cells).to.deep.equal({ added: ['web -> redis'], removed: [] });
    expect(historyOf([run(fine), run(undefined)]).cells).to.deep.equal({ added: [], removed: ['web -> redis'] });
  });

  const orders: readonly [name: string, days: readonly string[], refused: string | undefined][] = [
    ['takes the oldest first', ['2026-11-21T03:17:00Z', '2026-11-22T03:17:00Z'], undefined],
    ['takes two of one moment', ['2026-11-21T03:17:00Z', '2026-11-21T03:17:00Z'], undefined],
    ['takes a fraction of a second more', ['2026-11-21T03:17:00Z', '2026-11-21T03:17:00.123Z'], undefined],
    ['refuses the newest first, and names both', ['2026-11-22T03:17:00Z', '2026-11-21T03:17:00Z'], 'Cannot compare run "r0" of 2026-11-22T03:17:00Z with run "r1" of 2026-11-21T03:17:00Z, which came before it: name the oldest first'],
    ['refuses one in between', ['2026-11-20T03:17:00Z', '2026-11-22T03:17:00Z', '2026-11-21T03:17:00Z'], 'run "r1" of 2026-11-22T03:17:00Z with run "r2"'],
  ];
  for (const [name, days, refused] of orders) {
    it(name, () => {
      const reports = days.map((startedAt, index) => run(fine, { startedAt, run: `r${index}` }));
      if (refused === undefined) expect(historyOf(reports).runs).to.have.length(days.length);
      else expect(() => historyOf(reports)).to.throw(NetproofError, refused).with.property('code', 'ERR_USAGE');
    });
  }

  it('refuses one report alone, and reports of different matrices', () => {
    expect(() => historyOf([run(fine)])).to.throw('two reports are needed at least');
    expect(() => historyOf([run(fine), run(fine, { matrix: 'other' })])).to.throw('Cannot compare reports of different matrices: "test" and "other"');
  });
});
