import { expect } from 'chai';
import { conformanceJunit } from '../../../../src/report/conformance/junit.ts';
import { readXml } from '../../../support/xml.ts';
import type { ReadElement } from '../../../support/xml.ts';
import { steering } from '../reports.ts';
import { cases, hostile, mixed, resultOf } from './results.ts';

const read = (result = mixed()): ReadElement => readXml(conformanceJunit(result));
const testsOf = (root: ReadElement): ReadElement[] => root.children.flatMap(({ children }) => children);
const outcomeOf = ({ children }: ReadElement): string => children[0]?.name ?? 'passed';

describe('conformanceJunit()', () => {
  it('has a suite for each feature and a test for each case, and says how it came out', () => {
    expect(read().children.map(({ attributes, children }) => [attributes['name'], ...children.map((test) => `${test.attributes['name']}: ${outcomeOf(test)}`)])).to.deep.equal([
      ['peers by pod', 'peers/pod: passed'],
      ['peers by namespace and pod', 'peers/namespace-and-pod: failure'],
      ['startup', 'startup/burst: failure'],
      ['reuse of addresses', 'reuse/finished: error'],
      ['families', 'families/ipv6: skipped'],
      ['SCTP', 'SCTP: skipped'],
    ]);
  });

  it('is this text', () => {
    expect(conformanceJunit(resultOf([cases.enforced, cases.leaking]))).to.equal(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="netproof conformance" tests="2" failures="1" errors="0" skipped="0" time="104.321">',
        '  <testsuite name="peers by pod" tests="1" failures="0" errors="0" skipped="0" time="4.210" timestamp="2026-11-22T03:04:05">',
        '    <testcase classname="netproof.conformance" name="peers/pod" time="4.210"/>',
        '  </testsuite>',
        '  <testsuite name="peers by namespace and pod" tests="1" failures="1" errors="0" skipped="0" time="4.210" timestamp="2026-11-22T03:04:05">',
        '    <testcase classname="netproof.conformance" name="peers/namespace-and-pod" time="4.210">',
        '      <failure message="namespaceSelector and podSelector in one peer must both match: apply x/from-y-b: y/a -&gt; x/a.1 TCP/8080 IPv4 is open, and 1 more" type="leaks">apply x/from-y-b: 2 of 68 cells wrong',
        '  y/a -&gt; x/a.1 TCP/8080 IPv4 must be closed; seen: echo (node1 to node2)',
        '  y/c -&gt; x/a.2 UDP/8080 IPv4 must be closed, wrong in 1 of 81 attempts; seen: timed-out (node1 to node1)',
        '$ netproof conformance --case peers/namespace-and-pod</failure>',
        '    </testcase>',
        '  </testsuite>',
        '</testsuites>',
        '',
      ].join('\n'),
    );
  });

  it('has counts that sum up', () => {
    const root = read(mixed({ brokeOff: 'the API server has gone' }));
    for (const [attribute, outcome] of [['failures', 'failure'], ['errors', 'error'], ['skipped', 'skipped']] as const) {
      const found = testsOf(root).filter((test) => outcomeOf(test) === outcome).length;
      expect([root, ...root.children].map(({ attributes }) => Number(attributes[attribute])), attribute).to.deep.equal([found, ...root.children.map(({ children }) => children.filter((test) => outcomeOf(test) === outcome).length)]);
    }
    expect(root.attributes['tests']).to.equal(`${testsOf(root).length}`);
  });

  it('tells of a run that broke off, even before its first case', () => {
    const [test] = testsOf(read(resultOf([], { brokeOff: 'no pod came up' })));
    expect(test?.children[0]).to.deep.include({ name: 'error', attributes: { message: 'no pod came up', type: 'broke-off' } });
  });

  it('gives each test one name, and none that another run would not have', () => {
    const names = testsOf(read()).map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`);
    expect(new Set(names).size).to.equal(names.length);
    const later = resultOf(mixed().cases.map((each) => ({ ...each, durationMs: 1, attempts: 1, reason: 'other' })), { startedAt: '2027-01-01T00:00:00.000Z', server: 'v9', notPlayed: mixed().notPlayed });
    expect(testsOf(read(later)).map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`)).to.deep.equal(names);
  });

  it('has no empty attribute, and numbers as times', () => {
    const all = [read(), ...read().children, ...testsOf(read())];
    expect(all.flatMap(({ attributes }) => Object.values(attributes)).filter((value) => value === '')).to.deep.equal([]);
    expect(all.flatMap(({ attributes }) => attributes['time'] ?? []).filter((time) => !/^\d+\.\d{3}$/.test(time))).to.deep.equal([]);
  });

  it('is well-formed whatever a cluster says, and does not steer a terminal', () => {
    expect(testsOf(read(hostile()))).to.have.length(7);
    expect(conformanceJunit(hostile())).to.not.match(steering);
  });
});
