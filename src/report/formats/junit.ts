/** For CI systems: a suite for each source, a test for each cell. They know a test again by its class and its name. */
import type { RunReport } from '../../model/report.ts';
import { renderSuites } from '../junit.ts';
import type { Test } from '../junit.ts';
import type { XmlElement } from '../xml.ts';
import { brokenRun, checksOf, isOfSource } from './checks.ts';
import type { Check } from './checks.ts';

/** All cells are asked at once, so no test has a time of its own. */
export const renderJunit = (report: RunReport): string => {
  const ms = Object.values(report.phases).reduce((sum, phaseMs) => sum + phaseMs, 0);
  const suites = [...Map.groupBy(checksOf(report), isOfSource).values()].flatMap((checks) => [...Map.groupBy(checks, ({ group }) => group)].map(([name, own]) => ({ name, tests: own.map(testOf) })));
  return renderSuites({ name: `netproof ${report.matrix}`, ms, startedAt: report.startedAt }, suites);
};

/**
 * Of a run that ended before a packet was sent: the same test as in every other report, in error.
 * @param startedAt ISO 8601, UTC
 */
export const renderJunitUnprobed = (message: string, startedAt: string): string => {
  const check = brokenRun(message);
  return renderSuites({ name: 'netproof', ms: 0, startedAt }, [{ name: check.group, tests: [testOf(check)] }]);
};

const elements = { fail: 'failure', error: 'error', skip: 'skipped' } as const;

const testOf = (check: Check): Test => {
  const told = outcomeOf(check);
  return { classname: `netproof.${check.group}`, name: check.name, ms: 0, ...(told && { told }) };
};

const outcomeOf = ({ result, kind, message = '', details }: Check): XmlElement | undefined => {
  if (result === 'pass') return message === '' ? undefined : { name: 'system-out', attributes: {}, children: [`${kind}: ${message}`, ...details].join('\n') };
  return { name: elements[result], attributes: { message, ...(result === 'skip' ? {} : { type: kind }) }, ...(details.length === 0 ? {} : { children: details.join('\n') }) };
};
