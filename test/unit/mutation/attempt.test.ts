import { expect } from 'chai';
import { readAnswer, readCanary, readConformance } from '../../mutation/attempt.ts';
import type { Verdict } from '../../mutation/attempt.ts';
import type { Diagnosis, ExitCode } from '../../../src/model/report.ts';
import { conformanceJson } from '../../../src/report/conformance/json.ts';
import { summarise } from '../../../src/conformance/result/summary.ts';
import type { CaseResult } from '../../../src/conformance/result/result.ts';
import { cases, mixed, resultOf } from '../report/conformance/results.ts';

const canary = (diagnosis: Diagnosis, exitCode: ExitCode) => readCanary({ canary: { diagnosis, nodes: [], cells: [] }, exitCode, headline: 'x' });

const read = (...played: readonly CaseResult[]) => readConformance({ cases: played, ...summarise(resultOf(played)) });

describe('readCanary()', () => {
  const table: readonly [diagnosis: Omit<Diagnosis, 'sentence'>, exitCode: ExitCode, verdict: Verdict][] = [
    [{ kind: 'enforces', enforces: true }, 0, 'quiet'],
    [{ kind: 'enforces', enforces: true }, 1, 'accused'],
    [{ kind: 'no-egress', enforces: false }, 1, 'accused'],
    [{ kind: 'unselected-closed' }, 3, 'noticed'],
    [{ kind: 'no-network' }, 3, 'noticed'],
    [{ kind: 'now-and-then' }, 3, 'noticed'],
    [{ kind: 'unknown' }, 3, 'quiet'],
  ];
  for (const [diagnosis, exitCode, verdict] of table) {
    it(`takes ${diagnosis.kind} with exit code ${exitCode} for ${verdict}`, () => expect(canary({ ...diagnosis, sentence: 'It is so.' }, exitCode)).to.deep.equal({ verdict, ...(verdict === 'quiet' ? {} : { profile: 'canary' }), said: `${diagnosis.kind}: It is so.` }));
  }

  it('notices a canary that enforces, and left fresh pods open', () => {
    const open = { node: 'n1', partner: 'n1', direction: 'egress', placement: 'same-node', transport: 'TCP', path: 'pod-ip', family: 4, verdict: 'deny', state: 'closed', attempts: 9, through: 1, rejected: false, openUntilMs: 2000 } as const;
    expect(readCanary({ canary: { diagnosis: { kind: 'enforces', enforces: true, sentence: 'It is so.' }, nodes: [], cells: [open] }, exitCode: 0, headline: 'x' })).to.deep.equal({ verdict: 'noticed', profile: 'canary', said: 'enforces: It is so.' });
  });

  it('takes a canary that did not come to a diagnosis for quiet', () => expect(readCanary({ exitCode: 2, headline: 'Nothing was probed.' })).to.deep.equal({ verdict: 'quiet', said: 'unknown: Nothing was probed.' }));
});

describe('readConformance()', () => {
  it('tells of the first case that leaks', () => expect(read(cases.overBlocking, cases.leaking)).to.deep.equal({ verdict: 'accused', profile: 'quick', said: 'peers/namespace-and-pod leaks: apply x/from-y-b: y/a -> x/a.1 TCP/8080 IPv4 is open, and 1 more' }));

  it('tells of one that over-blocks where none leaks', () => expect(read(cases.owed, cases.overBlocking)).to.deep.equal({ verdict: 'accused', profile: 'standard', said: 'startup/burst over-blocks: start 5 pods like x/a: x/a.1 -> y/b TCP/8080 IPv6 is closed' }));

  for (const [name, played, said] of [
    ['all is well', [cases.enforced], 'This cluster enforces NetworkPolicy as it is specified: 1 of 1 cases.'],
    ['something could not be tested', [cases.enforced, cases.owed], 'No leak and no over-block seen, but 1 of 2 cases could not be tested.'],
  ] as const) {
    it(`is quiet where ${name}`, () => expect(read(...played)).to.deep.equal({ verdict: 'quiet', said }));
  }
});

describe('readAnswer()', () => {
  it('reads what the battery prints', () => {
    expect(readAnswer('cases', { code: 1, stdout: conformanceJson(mixed()), stderr: '' })).to.deep.equal({ code: 1, verdict: 'accused', profile: 'quick', said: 'peers/namespace-and-pod leaks: apply x/from-y-b: y/a -> x/a.1 TCP/8080 IPv4 is open, and 1 more' });
  });

  it('takes silence for no answer', () => {
    expect(() => readAnswer('canary', { code: 2, stdout: '', stderr: 'a\nUnknown command\n' })).to.throw('netproof gave no answer (exit 2): Unknown command');
    expect(() => readAnswer('canary', { code: null, stdout: '{}', stderr: '' })).to.throw('no answer');
  });
});
