import { expect } from 'chai';
import type { Judge } from '../../chaos/ended.ts';
import { judgeBattery, judgeCanary } from '../../chaos/enforces.ts';

const canary = (kind: string, exitCode: number): string => JSON.stringify({ canary: { diagnosis: { kind, sentence: `it is ${kind}` } }, exitCode });
const battery = (enforced: number, cases: number, exitCode: number, leaks = 0): string => JSON.stringify({ counts: { enforced, leaks, 'over-blocks': 0 }, cases: Array.from({ length: cases }), exitCode, headline: `${enforced} of ${cases}` });

const rows: readonly { readonly name: string; readonly judge: Judge; readonly code: number; readonly stdout: string; readonly outcome: string }[] = [
  { name: 'a canary that enforces', judge: judgeCanary, code: 0, stdout: canary('enforces', 0), outcome: 'right' },
  { name: 'a canary that does not know', judge: judgeCanary, code: 3, stdout: canary('unknown', 3), outcome: 'inconclusive' },
  { name: 'a canary that accuses', judge: judgeCanary, code: 1, stdout: canary('no-egress', 1), outcome: 'wrong: it is no-egress' },
  { name: 'a canary that does not know, and says that all is well', judge: judgeCanary, code: 0, stdout: canary('unknown', 3), outcome: 'wrong: exit code 0, and not 3' },
  { name: 'a canary without a report', judge: judgeCanary, code: 3, stdout: '', outcome: 'inconclusive' },
  { name: 'a report without a canary', judge: judgeCanary, code: 0, stdout: '{"exitCode":0}', outcome: 'wrong: exit code 0, and not 3' },
  { name: 'a battery that was played', judge: judgeBattery, code: 0, stdout: battery(4, 4, 0), outcome: 'right' },
  { name: 'a battery of which a case could not be tested', judge: judgeBattery, code: 3, stdout: battery(3, 4, 3), outcome: 'inconclusive' },
  { name: 'a battery of which a case leaks', judge: judgeBattery, code: 1, stdout: battery(3, 4, 1, 1), outcome: 'wrong: 3 of 4' },
  { name: 'a battery that was not played, and says that all is well', judge: judgeBattery, code: 0, stdout: battery(3, 4, 0), outcome: 'wrong: exit code 0, and not 3' },
  { name: 'a battery that says nothing', judge: judgeBattery, code: 2, stdout: '', outcome: 'wrong: no report, and exit code 2: netproof: gone' },
];

describe('judging the canary and the battery', () => {
  for (const { name, judge, code, stdout, outcome } of rows) it(`knows ${name}`, () => expect(judge({ code, stdout, stderr: 'netproof: gone' }).outcome).to.equal(outcome));
});
