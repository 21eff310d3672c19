/** The battery for CI systems: a suite for each feature, a test case for each case. */
import type { CaseResult, ConformanceResult } from '../../conformance/result/result.ts';
import { summarise } from '../../conformance/result/summary.ts';
import { cellWords, playAlone, stepWords, totalOf, wrongSteps } from './words.ts';
import { renderXml } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

export const conformanceJunit = (result: ConformanceResult): string => {
  const { features } = summarise(result);
  const suites = features.map(({ feature, counts, reasons }) => suiteOf(feature, totalOf(counts) === 0 ? [notPlayed(feature, reasons)] : result.cases.filter((each) => each.feature === feature).map(testOf), result));
  const all = [...suites, ...(result.brokeOff === undefined ? [] : [suiteOf('run', [brokenOff(result.brokeOff)], result)])];
  return renderXml({ name: 'testsuites', attributes: { name: 'netproof conformance', ...countsOf(all.flatMap(({ tests }) => tests)), time: secondsOf(result.wallMs) }, children: all.map(({ element }) => element) });
};

/** A test case, before it is counted. */
interface Test {
  readonly name: string;
  readonly ms: number;
  readonly failed?: XmlElement;
}

interface Suite {
  readonly tests: readonly Test[];
  readonly element: XmlElement;
}

/** CI systems know a test again by its class and its name: neither holds anything of this run. */
const suiteOf = (name: string, tests: readonly Test[], { startedAt }: ConformanceResult): Suite => {
  const ms = tests.reduce((sum, test) => sum + test.ms, 0);
  const children = tests.map((test): XmlElement => ({ name: 'testcase', attributes: { classname: 'netproof.conformance', name: test.name, time: secondsOf(test.ms) }, children: test.failed === undefined ? [] : [test.failed] }));
  // To the second and without a zone (it is UTC), as the schema of JUnit files wants it.
  return { tests, element: { name: 'testsuite', attributes: { name, ...countsOf(tests), time: secondsOf(ms), timestamp: startedAt.slice(0, 19) }, children } };
};

const countsOf = (tests: readonly Test[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> => {
  const having = (name: string): number => tests.filter(({ failed }) => failed?.name === name).length;
  return { tests: tests.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
};

const testOf = (each: CaseResult): Test => {
  const failed = failureOf(each);
  return { name: each.id, ms: each.durationMs, ...(failed && { failed }) };
};

const failureOf = (each: CaseResult): XmlElement | undefined => {
  const { outcome, reason, title } = each;
  const message = reason === undefined ? title : `${title}: ${reason}`;
  switch (outcome) {
    case 'enforced':
      return undefined;
    case 'leaks':
    case 'over-blocks':
      return { name: 'failure', attributes: { message, type: outcome }, children: details(each) };
    case 'not-testable':
      return each.beyondCluster ? { name: 'skipped', attributes: { message } } : { name: 'error', attributes: { message, type: outcome }, children: details(each) };
  }
};

const details = (each: CaseResult): string => [...wrongSteps(each).flatMap((step) => [stepWords(step), ...step.wrong.map((cell) => `  ${cellWords(cell)}`)]), `$ ${playAlone(each)}`].join('\n');

const notPlayed = (feature: string, reasons: readonly string[]): Test => ({ name: feature, ms: 0, failed: { name: 'skipped', attributes: { message: reasons.join('; ') } } });

const brokenOff = (reason: string): Test => ({ name: 'is played to its end', ms: 0, failed: { name: 'error', attributes: { message: reason, type: 'broke-off' } } });

const secondsOf = (ms: number): string => (ms / 1000).toFixed(3);
