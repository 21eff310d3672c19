/** TAP version 14 (testanything.org). */
import { stringify } from 'yaml';
import type { RunReport } from '../../model/report.ts';
import { plain } from '../paint.ts';
import { checksOf, isOfSource } from './checks.ts';
import type { Check } from './checks.ts';

export const renderTap = (report: RunReport): string => {
  const checks = checksOf(report);
  const lines = ['TAP version 14', `1..${checks.length}`, ...checks.flatMap((check, index) => linesOf(check, index + 1)), `# ${plain(report.headline)}`];
  return `${lines.join('\n')}\n`;
};

/** What could not be judged is not ok: a directive that excuses it would say that nobody minds. */
const linesOf = (check: Check, number: number): string[] => {
  const { group, name, result, message } = check;
  const isOk = result === 'pass' || result === 'skip';
  const words = escape(isOfSource(check) ? name : `${group}: ${name}`);
  const skip = result === 'skip' ? ` # SKIP ${escape(message ?? '')}` : '';
  return [`${isOk ? 'ok' : 'not ok'} ${number} - ${words}${skip}`, ...(isOk ? [] : diagnosticOf(check))];
};

const diagnosticOf = ({ result, kind, message, details, origin }: Check): string[] => {
  const told = {
    severity: result,
    kind,
    ...(message === undefined ? {} : { message: plain(message) }),
    ...(details.length === 0 ? {} : { details: details.map(plain) }),
    ...(origin === undefined ? {} : { at: { file: plain(origin.file), line: origin.line, column: origin.column } }),
  };
  return ['---', ...stringify(told, { lineWidth: 0 }).trimEnd().split('\n'), '...'].map((line) => `  ${line}`);
};

/** A number sign begins a directive. */
const escape = (text: string): string => plain(text).replaceAll('\\', String.raw`\\`).replaceAll('#', String.raw`\#`);
