/** The battery for CI systems: a suite for each feature, a test case for each case. */
import type { CaseResult, ConformanceResult } from '../../conformance/result/result.ts';
import { summarise } from '../../conformance/result/summary.ts';
import { cellWords, playAlone, stepWords, totalOf, wrongSteps } from './words.ts';
import { renderSuites } from '../junit.ts';
import type { Suite, Test } from '../junit.ts';
import type { XmlElement } from '../xml.ts';

export const conformanceJunit = (result: ConformanceResult): string => {
  const { features } = summarise(result);
  const suites = features.map(({ feature, counts, reasons }): Suite => ({ name: feature, tests: totalOf(counts) === 0 ? [notPlayed(feature, reasons)] : result.cases.filter((each) => each.feature === feature).map(testOf) }));
  const run: Suite[] = result.brokeOff === undefined ? [] : [{ name: 'run', tests: [brokenOff(result.brokeOff)] }];
  return renderSuites({ name: 'netproof conformance', ms: result.wallMs, startedAt: result.startedAt }, [...suites, ...run]);
};

const classname = 'netproof.conformance';

const testOf = (each: CaseResult): Test => {
  const told = failureOf(each);
  return { classname, name: each.id, ms: each.durationMs, ...(told && { told }) };
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

const notPlayed = (feature: string, reasons: readonly string[]): Test => ({ classname, name: feature, ms: 0, told: { name: 'skipped', attributes: { message: reasons.join('; ') } } });

const brokenOff = (reason: string): Test => ({ classname, name: 'is played to its end', ms: 0, told: { name: 'error', attributes: { message: reason, type: 'broke-off' } } });
