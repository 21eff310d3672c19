/** JUnit files, as CI systems read them: suites of tests, each with its counts. */
import { renderXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** A test, before it is counted. CI systems know it again by its class and its name: neither may hold anything of one run. */
export interface Test {
  readonly classname: string;
  readonly name: string;
  readonly ms: number;
  /** `failure`, `error`, `skipped`; anything else is told of a test that passed. */
  readonly told?: XmlElement;
}

export interface Suite {
  readonly name: string;
  readonly tests: readonly Test[];
}

export interface SuitesAttributes {
  readonly name: string;
  readonly ms: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export const renderSuites = ({ name, ms, startedAt }: SuitesAttributes, suites: readonly Suite[]): string =>
  renderXml({ name: 'testsuites', attributes: { name, ...countsOf(suites.flatMap(({ tests }) => tests)), time: secondsOf(ms) }, children: suites.map((suite) => suiteOf(suite, startedAt)) });

const suiteOf = ({ name, tests }: Suite, startedAt: string): XmlElement => ({
  name: 'testsuite',
  // To the second and without a zone (it is UTC), as the schema of JUnit files wants it.
  attributes: { name, ...countsOf(tests), time: secondsOf(tests.reduce((sum, test) => sum + test.ms, 0)), timestamp: startedAt.slice(0, 19) },
  children: tests.map(testOf),
});

const testOf = ({ classname, name, ms, told }: Test): XmlElement => ({ name: 'testcase', attributes: { classname, name, time: secondsOf(ms) }, children: told === undefined ? [] : [told] });

const countsOf = (tests: readonly Test[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> => {
  const having = (name: string): number => tests.filter(({ told }) => told?.name === name).length;
  return { tests: tests.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
};

const secondsOf = (ms: number): string => (ms / 1000).toFixed(3);
