import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { formatOrigin } from '../../../src/yaml/document.ts';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { aMatrix, matrixText } from '../../support/matrix.ts';

const labels = { app: 'x' };
const source = { namespace: 'default', labels };
const target = { standIn: source, port: 80 };

const told = (text: string): string[] => parseMatrix(text, 'm').answers.map(({ source: from, target: to, expectation }) => `${from} ${to} ${JSON.stringify(expectation)}`).toSorted();
const shuffled = <T>(object: Record<string, T>): fc.Arbitrary<Record<string, T>> =>
  fc.shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length }).map((entries) => Object.fromEntries(entries));

const yaml = `apiVersion: netproof.dev/v1alpha1
kind: ExpectedMatrix
metadata: {name: places}
sources:
  web: {namespace: default, labels: {app: web}}
  shop: {namespace: app, labels: {app: shop}}
targets:
  redis: {standIn: {namespace: default, labels: {app: redis}}, port: 6379}
  mysql: {standIn: {namespace: default, labels: {app: mysql}}, port: 3306}
expect:
  web: {redis: allow, "*": deny}
  shop:
    mysql: {skip: not deployed yet, until: 2026-12-31}
    redis: deny
`;

describe('parseMatrix()', () => {
  it('answers every source and target, each with its place', () => {
    const { answers } = parseMatrix(yaml, 'm.yaml');

    expect(answers.map(({ source: from, target: to, expectation, origin }) => [from, to, expectation, formatOrigin(origin)])).to.deep.equal([
      ['web', 'redis', 'allow', 'm.yaml:11:9'],
      ['web', 'mysql', 'deny', 'm.yaml:11:23'],
      ['shop', 'redis', 'deny', 'm.yaml:14:5'],
      ['shop', 'mysql', { skip: 'not deployed yet', until: '2026-12-31' }, 'm.yaml:13:5'],
    ]);
  });

  it('prefers a target that is named to the row\'s default', () => {
    const { answers } = aMatrix({ targets: { a: target, b: target }, expect: { web: { '*': 'deny', b: 'allow' } } });
    expect(answers.map(({ expectation }) => expectation)).to.deep.equal(['deny', 'allow']);
  });

  it('spreads a skip by default over the whole row', () => {
    expect(aMatrix({ expect: { web: { '*': { skip: 'later' } } } }).answers[0]?.expectation).to.deep.equal({ skip: 'later' });
  });

  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '0', 'a.b:c_d-e']) {
    it(`takes ${name} for a name like any other`, () => {
      const { answers } = aMatrix({ sources: { [name]: source }, targets: { [name]: target }, expect: { [name]: { [name]: 'allow' } } });
      expect(answers.map(({ source: from, target: to, expectation }) => [from, to, expectation])).to.deep.equal([[name, name, 'allow']]);
    });
  }

  it('takes labels named like what every object has', () => {
    const { matrix } = aMatrix({ sources: { web: { namespace: 'default', labels: { constructor: 'x', toString: '' } } } });
    expect(Object.entries(matrix.sources['web']?.labels ?? {})).to.deep.equal([['constructor', 'x'], ['toString', '']]);
  });

  for (const { written, expected } of [
    { written: '203.0.113.10', expected: '203.0.113.10' },
    { written: '2001:DB8:0:0::10', expected: '2001:db8::10' },
    { written: '64:ff9b::192.0.2.33', expected: '64:ff9b::c000:221' },
  ]) {
    it(`writes the address ${written} as Kubernetes does`, () => {
      expect(aMatrix({ targets: { i: { address: written, port: 443 } } }).matrix.targets['i']).to.deep.equal({ address: expected, port: 443 });
    });
  }

  for (const { name, written, expected } of [
    { name: 'a stand-in\'s only port as a list of one', written: { standIn: source, port: 80 }, expected: { standIn: source, ports: [{ port: 80, protocol: 'TCP' }] } },
    { name: 'a stand-in\'s only port by UDP', written: { standIn: source, port: 53, protocol: 'UDP' }, expected: { standIn: source, ports: [{ port: 53, protocol: 'UDP' }] } },
    { name: 'one number by both protocols', written: { standIn: source, ports: [53, { port: 53, protocol: 'UDP' }] }, expected: { standIn: source, ports: [{ port: 53, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }] } },
    { name: 'a host name in lower case', written: { host: 'API.Example.COM', port: 443 }, expected: { host: 'api.example.com', port: 443 } },
    { name: 'a host name with digits, dashes and underscores', written: { host: '1_a.b-2.xn--p1ai', port: 443 }, expected: { host: '1_a.b-2.xn--p1ai', port: 443 } },
    { name: 'all nodes', written: { nodes: {}, port: 22 }, expected: { nodes: {}, port: 22 } },
    { name: 'the internet on port 443 unless told otherwise', written: { wellKnown: 'internet', addresses: ['203.0.113.1'] }, expected: { wellKnown: 'internet', addresses: ['203.0.113.1'], port: 443 } },
    { name: 'DNS by TCP and UDP', written: { address: '203.0.113.1', port: 53, protocol: 'UDP', speak: 'dns' }, expected: { address: '203.0.113.1', port: 53, protocol: 'UDP', speak: 'dns' } },
  ]) {
    it(`reads ${name}`, () => expect(aMatrix({ targets: { t: written } }).matrix.targets['t']).to.deep.equal(expected));
  }

  it('reads the same rows whatever the order of keys', () => {
    const sources = { a: source, b: source, c: source };
    const targets = { x: target, y: target, z: target };
    const rows = { a: { x: 'allow', '*': 'deny' }, b: { '*': 'deny' }, c: { x: 'deny', y: 'allow', z: 'deny' } };
    fc.assert(
      fc.property(shuffled<unknown>(sources), shuffled<unknown>(targets), shuffled<unknown>(rows), (s, t, e) => {
        expect(told(matrixText({ sources: s, targets: t, expect: e }))).to.deep.equal(told(matrixText({ sources, targets, expect: rows })));
      }),
      { numRuns: 30 },
    );
  });

  const examples = join(import.meta.dirname, '../../../examples');
  for (const file of globSync('*/matrix.yaml', { cwd: examples })) {
    it(`accepts examples/${file}, with no answer missing`, () => {
      const { matrix, answers } = parseMatrix(readFileSync(join(examples, file), 'utf8'), file);
      expect(answers).to.have.lengthOf(Object.keys(matrix.sources).length * Object.keys(matrix.targets).length);
    });
  }
});
