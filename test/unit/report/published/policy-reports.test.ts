import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { leftOutAnnotation, mostResults, nameFor, policyReportsOf, renderOpenReports } from '../../../../src/report/published/policy-reports.ts';
import type { PolicyReport } from '../../../../src/report/published/policy-reports.ts';
import type { RunReport } from '../../../../src/model/report.ts';
import type { FailOptions } from '../../../../src/compare/failing.ts';
import { checksOf } from '../../../../src/report/formats/checks.ts';
import { hostile, mixed } from '../reports.ts';
import { canaryBeside, reports } from '../formats/reports.ts';

const told = ({ kind, metadata, results }: PolicyReport): string[] => [`${kind} ${metadata.namespace ?? '-'}`, ...results.map(({ rule, result, severity }) => `${rule}: ${result} ${severity ?? '-'}`)];

/** Of so many cells, of which every hundredth leaks, each with so many words to say. */
const wide = (count: number, words: string): RunReport => {
  const report = mixed();
  const [, first] = report.cells;
  if (first === undefined) throw new Error('there is no cell');
  const cells = Array.from({ length: count }, (_, index) => ({ ...first, cell: { ...first.cell, id: `cell ${index}`, target: `t${index}`, origin: { ...first.cell.origin, file: words } } }));
  return { ...report, skips: [], cells, findings: cells.filter((_, index) => index % 100 === 99).map(({ cell }) => ({ kind: 'leak', cell: cell.id, message: words })) };
};

describe('policyReportsOf()', () => {
  it('has a report for each namespace with sources, and one for what has none', () => {
    expect(policyReportsOf(mixed(), 'openreports').map(told)).to.deep.equal([
      [
        'Report app',
        'web -> redis TCP/6379 pod-ip IPv4: pass -',
        'web -> db TCP/6379 pod-ip IPv4: pass -',
        'web -> cache TCP/6379 pod-ip IPv4: fail high',
        'web -> dns TCP/6379 pod-ip IPv4: fail medium',
        'web -> queue TCP/6379 pod-ip IPv4: error low',
        'web -> gone TCP/6379 direct IPv4: skip low',
        'web -> late TCP/6379 pod-ip IPv4: warn medium',
        'web -> mesh: skip -',
      ],
      ['ClusterReport -', 'shows what it was asked: pass -'],
    ]);
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`loses no check, and counts them: ${name}`, () => {
      const made = policyReportsOf(report(), 'openreports');
      expect(made.flatMap(({ results }) => results)).to.have.length(checksOf(report()).length);
      for (const { summary, results } of made) {
        for (const [result, count] of Object.entries(summary)) expect(results.filter((one) => one.result === result), result).to.have.length(count);
      }
    });
  }

  const tolerated: readonly [name: string, about: FailOptions, results: Readonly<Record<string, string>>][] = [
    ['what --fail-on does not name', { strict: false, failOn: ['inconclusive'] }, { leak: 'warn high', overblock: 'warn medium', 'startup-exposure': 'warn medium', inconclusive: 'fail low', vacuous: 'skip low', none: 'pass -' }],
    ['all, where nothing fails', { strict: false, failOn: [] }, { leak: 'warn high', overblock: 'warn medium', 'startup-exposure': 'warn medium', inconclusive: 'error low', vacuous: 'skip low', none: 'pass -' }],
    ['an exposure, strictly', { strict: true, failOn: [] }, { leak: 'warn high', overblock: 'warn medium', 'startup-exposure': 'fail medium', inconclusive: 'error low', vacuous: 'skip low', none: 'pass -' }],
  ];
  for (const [name, about, expected] of tolerated) {
    it(`lets no finding pass that is tolerated: ${name}`, () => {
      const [made] = policyReportsOf({ ...mixed(), ...about }, 'openreports');
      const seen = Object.fromEntries((made?.results ?? []).map(({ properties, result, severity }) => [properties['kind'], `${result} ${severity ?? '-'}`]));
      expect(seen).to.deep.equal({ ...expected, skipped: 'skip -' });
      expect(made?.summary['warn']).to.equal(Object.values(expected).filter((result) => result.startsWith('warn')).length);
    });
  }

  for (const source of ['run', 'canary']) {
    it(`keeps what concerns the cluster apart from a source called "${source}"`, () => {
      expect(policyReportsOf(canaryBeside(source), 'openreports').map(told)).to.deep.equal([
        ['Report app', `${source} -> redis TCP/6379 pod-ip IPv4: pass -`],
        ['ClusterReport -', 'policy is enforced: pass -', 'shows what it was asked: pass -'],
      ]);
    });
  }

  const large: readonly [name: string, words: string, most: number][] = [['of many cells', 'so it is', mostResults], ['of many words', 'x'.repeat(5000), 100]];
  for (const [name, words, most] of large) {
    it(`is an object that a cluster takes, and keeps the gravest: a report ${name}`, () => {
      const report = wide(2000, words);
      const [made] = policyReportsOf(report, 'openreports');
      expect(Buffer.byteLength(JSON.stringify(made))).to.be.below(600 * 1024);
      expect(made?.results).to.have.length.at.most(most);
      // Every hundredth leaks, and they are there, in the order of the matrix.
      expect(made?.results.filter(({ result }) => result === 'fail').map(({ rule }) => rule)).to.deep.equal(report.findings.map(({ cell }) => cell));
      expect(made?.summary).to.deep.include({ fail: 20, pass: 1980 });
      expect(Number(made?.metadata.annotations?.[leftOutAnnotation])).to.equal(2000 - (made?.results.length ?? 0));
    });
  }

  it('says of nothing left out where all is there', () => expect(policyReportsOf(mixed(), 'openreports')[0]?.metadata).not.to.have.property('annotations'));

  it('speaks the older API, too, which knows a source for each result only', () => {
    const [report] = policyReportsOf(mixed(), 'policyreports');
    expect([report?.apiVersion, report?.kind, report?.source, report?.results[0]?.source]).to.deep.equal(['wgpolicyk8s.io/v1alpha2', 'PolicyReport', undefined, 'netproof']);
  });

  it('has properties that are strings, and times that the API takes', () => {
    for (const { results } of policyReportsOf(mixed(), 'openreports')) {
      for (const { properties, timestamp } of results) {
        for (const value of Object.values(properties)) expect(value).to.be.a('string');
        expect(timestamp.nanos).to.be.within(0, 999_999_999);
        expect(Number.isInteger(timestamp.seconds)).to.equal(true);
      }
    }
  });
});

describe('renderOpenReports()', () => {
  it('writes YAML documents, and no control character', () => {
    const text = renderOpenReports(hostile());
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).to.deep.equal([]);
    // oxlint-disable-next-line no-control-regex
    expect(text).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});

describe('nameFor()', () => {
  const legal = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
  const cases: readonly [matrix: string, name: string][] = [['shop', 'netproof-shop'], ['Shop / prod!', 'netproof-shop-prod'], ['-', 'netproof'], ['network-policies.shop', 'netproof-network-policies.shop'], ['a-./.b.', 'netproof-a.b'], ['x'.repeat(54), `netproof-${'x'.repeat(54)}`]];
  for (const [matrix, name] of cases) it(`makes of "${matrix.slice(0, 20)}" a name that the API takes`, () => expect(nameFor(matrix)).to.equal(name).and.to.match(legal).and.to.have.length.at.most(63));

  const pairs: readonly [one: string, other: string][] = [['network-policies.a.b', 'network-policies.a-b'], [`${'x'.repeat(60)}a`, `${'x'.repeat(60)}b`], [`${'x'.repeat(51)}/a`, `${'x'.repeat(51)}/b`]];
  for (const [one, other] of pairs) {
    it(`keeps apart "${one.slice(-22)}" and "${other.slice(-22)}"`, () => {
      const names = [one, other].map(nameFor);
      expect(new Set(names).size).to.equal(2);
      for (const name of names) expect(name).to.match(legal).and.to.have.length.at.most(63);
    });
  }
});
