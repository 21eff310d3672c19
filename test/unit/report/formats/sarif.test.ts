import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { expect } from 'chai';
import type { RunReport } from '../../../../src/model/report.ts';
import { renderSarif } from '../../../../src/report/formats/sarif.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { reports } from './reports.ts';

const read = (report: RunReport): Run => {
  const { version, runs } = JSON.parse(renderSarif(report)) as Log;
  expect(version).to.equal('2.1.0');
  const [run, ...others] = runs;
  if (run === undefined || others.length > 0) throw new Error('not one run');
  return run;
};
const resultsOf = (report: RunReport) => read(report).results ?? [];
const prints = (of: RunReport) => resultsOf(of).map(({ partialFingerprints }) => partialFingerprints);
const at = (file: string) => ({ ...mixed(), cells: mixed().cells.map((cell) => ({ ...cell, cell: { ...cell.cell, origin: { file, line: 1, column: 1 } } })) });

describe('renderSarif()', () => {
  it('has a result for each finding, at its line of the matrix', () => {
    expect(resultsOf(mixed()).map(({ ruleId, level, locations }) => `${ruleId} ${level} ${locations?.[0]?.physicalLocation?.artifactLocation?.uri}:${locations?.[0]?.physicalLocation?.region?.startLine} ${locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName}`)).to.deep.equal([
      'leak error matrix.yaml:1 web -> cache TCP/6379 pod-ip IPv4',
      'overblock error matrix.yaml:1 web -> dns TCP/6379 pod-ip IPv4',
      'inconclusive warning matrix.yaml:1 web -> queue TCP/6379 pod-ip IPv4',
      'startup-exposure warning matrix.yaml:1 web -> late TCP/6379 pod-ip IPv4',
      'vacuous note matrix.yaml:1 web -> gone TCP/6379 direct IPv4',
    ]);
  });

  it('tells of a canary that leaks', () => expect(resultsOf(reports['a canary that leaks']!()).map(({ ruleId, message }) => [ruleId, message.text])).to.deep.equal([['policy-not-enforced', 'So it is.']]));

  for (const [name, report] of Object.entries(reports)) {
    it(`has a rule for each result, and a fingerprint that is its own: ${name}`, () => {
      const { tool, results = [] } = read(report());
      for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).to.equal(ruleId);
      expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints?.['netproofFinding/v1'])).size).to.equal(results.length);
      for (const rule of tool.driver.rules ?? []) expect(Number(rule.properties?.['security-severity'])).to.be.within(0.1, 10);
    });
  }

  it('knows a finding again when its line has moved and its words are others', () => {
    const report = mixed();
    const moved = { ...report, run: 'r2', cells: report.cells.map((cell) => ({ ...cell, cell: { ...cell.cell, origin: { file: 'other.yaml', line: 99, column: 3 } } })), findings: report.findings.map((finding) => ({ ...finding, message: 'otherwise' })) };
    expect(prints(moved)).to.deep.equal(prints(report));
  });

  it('has relative URIs', () => {
    expect(['./net/my matrix.yaml', 'net/a#b.yaml'].map((file) => resultsOf(at(file))[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri)).to.deep.equal(['net/my%20matrix.yaml', 'net/a%23b.yaml']);
  });

  describe('by the schema of SARIF 2.1.0', () => {
    // One of its patterns is none with the flag `u`.
    const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const schema: unknown = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')), 'utf8'));
    const validate = ajv.compile(schema as object);
    const mistakes = (log: unknown): unknown => (validate(log) ? [] : validate.errors);

    for (const [name, report] of Object.entries(reports)) it(`is a log: ${name}`, () => expect(mistakes(JSON.parse(renderSarif(report())))).to.deep.equal([]));
    it('is none with a field that SARIF does not know', () => expect(mistakes({ ...(JSON.parse(renderSarif(mixed())) as object), verdict: 'leak' })).to.have.length(1));
  });

  it('steers no terminal', () => expect(renderSarif(hostile())).to.not.match(steering));
});
