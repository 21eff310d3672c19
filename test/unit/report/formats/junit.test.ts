import { expect } from 'chai';
import { renderJunit, renderJunitUnprobed } from '../../../../src/report/formats/junit.ts';
import { readXml } from '../../../support/xml.ts';
import type { ReadElement } from '../../../support/xml.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { canaryBeside, reports } from './reports.ts';

const testsOf = (root: ReadElement): ReadElement[] => root.children.flatMap(({ children }) => children);
const outcomeOf = ({ children }: ReadElement): string => children[0]?.name ?? 'passed';

describe('renderJunit()', () => {
  it('has a suite for each source and a test for each cell, and says how it came out', () => {
    expect(readXml(renderJunit(mixed())).children.map(({ attributes, children }) => [attributes['name'], ...children.map((test) => `${test.attributes['classname']} ${test.attributes['name']}: ${outcomeOf(test)}`)])).to.deep.equal([
      [
        'web',
        'netproof.web web -> redis TCP/6379 pod-ip IPv4: passed',
        'netproof.web web -> db TCP/6379 pod-ip IPv4: passed',
        'netproof.web web -> cache TCP/6379 pod-ip IPv4: failure',
        'netproof.web web -> dns TCP/6379 pod-ip IPv4: failure',
        'netproof.web web -> queue TCP/6379 pod-ip IPv4: error',
        'netproof.web web -> gone TCP/6379 direct IPv4: skipped',
        'netproof.web web -> late TCP/6379 pod-ip IPv4: system-out',
        'netproof.web web -> mesh: skipped',
      ],
      ['run', 'netproof.run shows what it was asked: passed'],
    ]);
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`is well-formed, and its counts sum up: ${name}`, () => {
      const root = readXml(renderJunit(report()));
      expect(root.attributes['tests']).to.equal(`${testsOf(root).length}`);
      for (const [attribute, outcome] of [['failures', 'failure'], ['errors', 'error'], ['skipped', 'skipped']] as const) {
        const counts = root.children.map(({ children }) => children.filter((test) => outcomeOf(test) === outcome).length);
        expect([root, ...root.children].map(({ attributes }) => Number(attributes[attribute])), attribute).to.deep.equal([counts.reduce((sum, count) => sum + count, 0), ...counts]);
      }
    });
  }

  for (const source of ['run', 'canary']) {
    it(`has a suite of its own for a source called "${source}"`, () => {
      const suites = readXml(renderJunit(canaryBeside(source))).children;
      expect(suites.map(({ attributes, children }) => [attributes['name'], ...children.map((test) => test.attributes['name'])])).to.deep.equal([[source, `${source} -> redis TCP/6379 pod-ip IPv4`], ['canary', 'policy is enforced'], ['run', 'shows what it was asked']]);
    });
  }

  it('steers no terminal', () => expect(renderJunit(hostile())).to.not.match(steering));
});

describe('renderJunitUnprobed()', () => {
  it('has the test that every report has, in error', () => {
    const root = readXml(renderJunitUnprobed('no API server\nno rights', '2026-01-02T03:04:05.678Z'));
    const named = (report: ReadElement): string[] => testsOf(report).map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`);
    expect(named(readXml(renderJunit(mixed())))).to.include.members(named(root));
    expect(root.attributes).to.include({ tests: '1', errors: '1' });
    expect(testsOf(root)[0]?.children[0]).to.deep.include({ name: 'error', attributes: { message: 'no API server', type: 'run' } });
    expect(root.children[0]?.attributes['timestamp']).to.equal('2026-01-02T03:04:05');
  });
});
