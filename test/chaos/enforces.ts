/** What the canary and the battery may say of an enforcer that is right, when the API server fails. */
import type { RunReport } from '../../src/model/report.ts';
import type { ConformanceJson } from '../../src/report/conformance/json.ts';
import { judgeWithoutReport } from './ended.ts';
import type { Judge } from './ended.ts';

export const judgeCanary: Judge = (result) => {
  const without = judgeWithoutReport(result);
  if (without !== undefined) return without;
  const { canary, exitCode } = JSON.parse(result.stdout) as RunReport;
  const { kind, sentence = 'no canary' } = canary?.diagnosis ?? {};
  if (kind !== undefined && kind !== 'enforces' && kind !== 'unknown') return { outcome: `wrong: ${sentence}` };
  return byExitCode(result.code, exitCode, kind === 'enforces' ? 0 : 3, sentence);
};

export const judgeBattery: Judge = (result) => {
  const without = judgeWithoutReport(result);
  if (without !== undefined) return without;
  const { counts, cases, exitCode, headline } = JSON.parse(result.stdout) as ConformanceJson;
  if (counts.leaks + counts['over-blocks'] > 0) return { outcome: `wrong: ${headline}` };
  return byExitCode(result.code, exitCode, counts.enforced === cases.length ? 0 : 3, headline);
};

const byExitCode = (code: number | null, told: number, expected: 0 | 3, said: string): ReturnType<Judge> => {
  if (code !== expected || told !== expected) return { outcome: `wrong: exit code ${code}, and not ${expected}` };
  return expected === 0 ? { outcome: 'right' } : { outcome: 'inconclusive', reason: said };
};
