import { expect } from 'chai';
import { judgeRun } from '../../chaos/truth.ts';

const answers = { 'client server': 'conforms', 'client open': 'conforms', 'stranger server': 'conforms', 'stranger open': 'leak' };
const report = (statuses: Readonly<Record<string, string>>, exitCode: number, more: object = {}): string =>
  JSON.stringify({
    cells: Object.entries(statuses).map(([name, status]) => ({ cell: { source: name.split(' ')[0], target: name.split(' ')[1] }, status })),
    counts: { leak: Object.values(statuses).filter((status) => status === 'leak').length, policyMismatch: 0 },
    findings: [],
    headline: 'so it came out',
    exitCode,
    ...more,
  });
const ended = (code: number | null, stdout: string, stderr = ''): Parameters<typeof judgeRun>[0] => ({ code, stdout, stderr });

describe('judgeRun()', () => {
  const cases = [
    { name: 'all verdicts are right', result: ended(1, report(answers, 1)), expected: { outcome: 'right' } },
    { name: 'one could not be judged', result: ended(1, report({ ...answers, 'client server': 'inconclusive' }, 1)), expected: { outcome: 'inconclusive', reason: 'so it came out' } },
    { name: 'the run broke off', result: ended(3, report({ 'client server': 'inconclusive' }, 3, { brokeOff: 'no answer' })), expected: { outcome: 'inconclusive', reason: 'no answer' } },
    { name: 'policies alone say that something is wrong', result: ended(1, report({ 'client server': 'inconclusive' }, 1, { counts: { leak: 0, policyMismatch: 1 } })), expected: { outcome: 'inconclusive', reason: 'so it came out' } },
    { name: 'nothing was probed', result: ended(3, '', 'netproof: Cannot list pods: gone\nnetproof: next: try again\n'), expected: { outcome: 'inconclusive', reason: 'netproof: Cannot list pods: gone' } },
    { name: 'a deny that leaks conforms', result: ended(0, report({ ...answers, 'stranger open': 'conforms' }, 0)), expected: { outcome: 'wrong: stranger open is said to be conforms' } },
    { name: 'an allow is closed', result: ended(1, report({ ...answers, 'client server': 'overblock' }, 1)), expected: { outcome: 'wrong: client server is said to be overblock' } },
    { name: 'a leak is not in the exit code', result: ended(0, report(answers, 0)), expected: { outcome: 'wrong: exit code 0, and not 1' } },
    { name: 'the exit code is not that of the report', result: ended(0, report({ 'client server': 'inconclusive' }, 3)), expected: { outcome: 'wrong: exit code 0, and not 3' } },
    { name: 'the user is blamed', result: ended(2, '', 'netproof: Cannot list pods: gone'), expected: { outcome: 'wrong: no report, and exit code 2: netproof: Cannot list pods: gone' } },
    { name: 'nothing is said', result: ended(3, '', ''), expected: { outcome: 'wrong: no report, and exit code 3: ' } },
    { name: 'it crashed', result: ended(3, '', 'netproof: TypeError: x\n    at f (src/a.ts:1:1)\nnetproof: next: report it'), expected: { outcome: 'wrong: a stack trace:     at f (src/a.ts:1:1)' } },
    { name: 'it did not end', result: ended(null, ''), expected: { outcome: 'wrong: it was killed' } },
  ];
  for (const { name, result, expected } of cases) it(`knows that ${name}`, () => expect(judgeRun(result)).to.deep.equal(expected));
});
