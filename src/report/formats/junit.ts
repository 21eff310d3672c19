/** For CI systems: a suite for each source, a test for each cell. They know a test again by its class and its name. */
import type { RunReport } from '../../model/report.ts';
import { renderXml } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { checksOf } from './checks.ts';
import type { Check } from './checks.ts';

export const renderJunit = (report: RunReport): string => {
  const checks = checksOf(report);
  const seconds = Object.values(report.phases).reduce((sum, ms) => sum + ms, 0) / 1000;
  const suites = [...Map.groupBy(checks, ({ group }) => group)].map(([group, own]): XmlElement => ({
    name: 'testsuite',
    // To the second and without a zone (it is UTC), as the schema of JUnit files wants it.
    attributes: { name: group, ...countsOf(own), time: '0.000', timestamp: report.startedAt.slice(0, 19) },
    children: own.map(testOf),
  }));
  return renderXml({ name: 'testsuites', attributes: { name: `netproof ${report.matrix}`, ...countsOf(checks), time: seconds.toFixed(3) }, children: suites });
};

const countsOf = (checks: readonly Check[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> => {
  const having = (wanted: Check['result']): number => checks.filter(({ result }) => result === wanted).length;
  return { tests: checks.length, failures: having('fail'), errors: having('error'), skipped: having('skip') };
};

const elements = { fail: 'failure', error: 'error', skip: 'skipped' } as const;

const testOf = (check: Check): XmlElement => ({ name: 'testcase', attributes: { classname: `netproof.${check.group}`, name: check.name, time: '0.000' }, children: outcomeOf(check) });

const outcomeOf = ({ result, kind, message = '', details }: Check): XmlElement[] => {
  const text = details.join('\n');
  if (result === 'pass') return message === '' ? [] : [{ name: 'system-out', attributes: {}, children: [`${kind}: ${message}`, ...details].join('\n') }];
  return [{ name: elements[result], attributes: { message, ...(result === 'skip' ? {} : { type: kind }) }, ...(text === '' ? {} : { children: text }) }];
};
