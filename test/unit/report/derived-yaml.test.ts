import { expect } from 'chai';
import * as fc from 'fast-check';
import { deriveFrom } from '../../../src/derive/from-world.ts';
import type { DerivedMatrix } from '../../../src/derive/derive.ts';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { renderDerivedYaml } from '../../../src/report/derived-yaml.ts';
import { nobodysAddress } from '../../../src/derive/specials.ts';
import type { WorldPod } from '../../../src/world/world.ts';
import { aWorld, aWorldPod, derivedFrom } from '../../support/world.ts';
import { steering } from './reports.ts';

const options = { name: 'network-policies', remarks: [] };
const http = { name: 'http', protocol: 'TCP' as const, port: 8080 };

const policies = { 'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]' };
const shop = (): DerivedMatrix => derivedFrom(aWorld({ pods: [aWorldPod('api', { ports: [http] }), aWorldPod('web'), aWorldPod('web')], policies })).matrix;

/** In an order of its own: objects that were read put names like `1` first. */
const sorted = <T>(items: readonly T[], nameOf: (item: T) => string): T[] => [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

const cellOf = ({ source, target }: { source: string; target: string }): string => `${source} -> ${target}`;

/** What the written matrix says, read again, where it is what the derived one says. */
const readAgain = (matrix: DerivedMatrix): void => {
  const { answers, matrix: read } = parseMatrix(renderDerivedYaml(matrix, options), 'derived.yaml');
  const sources = Object.entries(read.sources).map(([name, source]) => ({ name, ...source }));
  expect(read.targets).to.deep.equal(Object.fromEntries(matrix.targets.map(({ name, target }) => [name, target])));
  expect(sorted(sources, ({ name }) => name)).to.deep.equal(sorted(matrix.sources.map(({ name, namespace, labels }) => ({ name, namespace, labels })), ({ name }) => name));
  const said = matrix.sources.flatMap((source, row) => matrix.targets.map((target, column) => ({ source: source.name, target: target.name, answer: matrix.answer(row, column) })));
  expect(sorted(answers.map(({ source, target, expectation }) => ({ source, target, answer: expectation })), cellOf)).to.deep.equal(
    sorted(said.map(({ source, target, answer }) => ({ source, target, answer: answer.verdict === 'undefined' ? { skip: `undefined: ${answer.reason}` } : answer.verdict })), cellOf),
  );
};

describe('renderDerivedYaml()', () => {
  it('is a file for people: rows by what is usual, the rest by whose word', () => {
    expect(renderDerivedYaml(shop(), { name: 'shop', remarks: ['policy shop/idle selects no pod'] })).to.equal(
      [
        '# What the NetworkPolicies say. Read it, correct what is not meant, and keep it as the intent.',
        '# policy shop/idle selects no pod',
        'apiVersion: netproof.dev/v1alpha1',
        'kind: ExpectedMatrix',
        'metadata: {name: shop}',
        '',
        'sources:',
        '  api: {namespace: shop, labels: {app: api}}',
        '  outsider: {namespace: default, labels: {app: netproof-stranger}}',
        '  stranger: {namespace: shop, labels: {app: netproof-stranger}}',
        '  web: {namespace: shop, labels: {app: web}}  # 2 pods of web',
        '',
        'targets:',
        '  "api:7717": {standIn: {namespace: shop, labels: {app: api}}, ports: [{port: 7717, protocol: TCP}]}',
        '  "api:8080": {standIn: {namespace: shop, labels: {app: api}}, ports: [{port: 8080, protocol: TCP, name: http}]}',
        '  "outsider:7717": {standIn: {namespace: default, labels: {app: netproof-stranger}}, ports: [{port: 7717, protocol: TCP}]}',
        '  "stranger:7717": {standIn: {namespace: shop, labels: {app: netproof-stranger}}, ports: [{port: 7717, protocol: TCP}]}',
        '  "web:7717": {standIn: {namespace: shop, labels: {app: web}}, ports: [{port: 7717, protocol: TCP}]}',
        '  dns: {wellKnown: cluster-dns}  # taken for pods of kube-system with k8s-app=kube-dns',
        '  apiserver: {wellKnown: apiserver}',
        '  metadata: {wellKnown: cloud-metadata}',
        '  internet: {wellKnown: internet, addresses: ["203.0.113.10"], port: 443}',
        '',
        'expect:',
        ...['api', 'outsider', 'stranger'].flatMap((source) => [
          `  ${source}:`,
          '    "*": allow',
          '    "api:7717": deny  # shop/api ingress',
          '    "api:8080": deny  # shop/api ingress',
          '    apiserver: {skip: "undefined: the addresses of the API server are not known"}',
        ]),
        '  web:',
        '    "*": allow',
        '    "api:7717": deny  # shop/api ingress',
        '    apiserver: {skip: "undefined: the addresses of the API server are not known"}',
        '',
      ].join('\n'),
    );
  });

  it('says by which rule something is allowed, where a denial is usual', () => {
    const deny = { ...policies, 'shop/deny': 'podSelector: {}\npolicyTypes: [Ingress, Egress]', 'shop/web': 'podSelector: {matchLabels: {app: web}}\negress: [{to: [{podSelector: {}}]}]' };
    const { matrix } = derivedFrom(aWorld({ pods: [aWorldPod('api', { ports: [http] }), aWorldPod('web')], policies: deny }));
    expect(renderDerivedYaml(matrix, options)).to.include('\n    "api:8080": allow  # shop/web egress rule 1, shop/api ingress rule 1\n');
  });

  it('says the same when it is read again', () => readAgain(shop()));

  it('has a row that is all open to question, too', () => {
    const otherPolicies = { objects: [{ resource: 'ciliumnetworkpolicies.cilium.io', namespace: 'shop', name: 'mine', version: '1' }], unreadable: [] };
    readAgain(derivedFrom(aWorld({ pods: [aWorldPod('web')], otherPolicies })).matrix);
  });

  it('says the same when it is read again, whatever people call their things', () => {
    const word = fc.constantFrom('yes', 'null', 'true', 'NO', 'off', 'y', '1', '1e3', '0x1f', '0o7', '1.5', '1_000', '', 'a', 'a.b', 'a_b-c', `${'x'.repeat(62)}1`, '2001-01-01', '-1'.slice(1), 'constructor', 'toString');
    const key = fc.constantFrom('app', 'yes', 'null', '1', 'app.kubernetes.io/name', 'a_b.c', `example.com/${'k'.repeat(63)}`, 'constructor', 'job-name');
    const container = fc.record({ name: fc.constantFrom('', 'http', 'a-15-letters-xx', '1a'), protocol: fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const), port: fc.constantFrom(1, 53, 7717, 65_535) });
    const called = fc.constantFrom('', 'web', 'web:8080', 'in', '*', '~', 'yes', '1', 'a"b\'c#d: {e}', 'x\u001b[2J\u202e\ny', 'A'.repeat(253), `${'a'.repeat(50)}1`, `${'a'.repeat(50)}2`, 'dns', 'internet');
    const pod: fc.Arbitrary<WorldPod> = fc.record({ namespace: fc.constantFrom('shop', '1', 'true'), labels: fc.dictionary(key, word, { maxKeys: 3, noNullPrototype: true }), ports: fc.array(container, { maxLength: 3 }), ips: fc.constantFrom([], ['10.0.0.1']), serviceAccount: fc.constantFrom('default', 'other'), called, hostNetwork: fc.constant(false) });
    const spec = fc.constantFrom(
      'podSelector: {}',
      'podSelector: {}\npolicyTypes: [Egress]',
      'podSelector: {matchLabels: {app: "yes"}}\ningress: [{ports: [{port: http}]}]',
      'podSelector: {}\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}, {ipBlock: {cidr: 0.0.0.0/0}}]}, {to: [{ipBlock: {cidr: "2001:db8::/32"}}]}]',
      'podSelector: {matchExpressions: [{key: job-name, operator: Exists}]}\ningress: [{from: [{namespaceSelector: {}}], ports: [{port: 50, endPort: 60}]}]',
    );
    fc.assert(
      fc.property(fc.array(pod, { maxLength: 8 }), fc.array(spec, { maxLength: 3 }), fc.subarray(['shop', '1', 'true'], { minLength: 1 }), (pods, specs, namespaces) => {
        const world = aWorld({ pods, policies: Object.fromEntries(specs.map((written, index) => [`"${namespaces[index % namespaces.length]}"/p${index}`, written])), namespaces: ['default', 'shop', '1', 'true'].map((name) => ({ name, labels: {} })) });
        const { matrix, remarks } = deriveFrom(world, { namespaces, internet: nobodysAddress });
        readAgain(matrix);
        expect(renderDerivedYaml(matrix, { name: 'x', remarks })).to.not.match(steering);
        for (const { name } of [...matrix.sources, ...matrix.targets]) expect(`policy:${name}`.length, name).to.be.at.most(63);
      }),
      { numRuns: 60 },
    );
  });

  it('sends nothing to a terminal that steers it, in remarks and comments', () => {
    const nasty = 'x\u001b[2J\u009b31m\u202e\r\ny';
    const matrix = shop();
    const hostile = { ...matrix, sources: matrix.sources.map((source) => ({ ...source, called: nasty })), targets: matrix.targets.map((target) => ({ ...target, comment: nasty })), answer: () => ({ verdict: 'undefined' as const, reason: nasty }) };
    const text = renderDerivedYaml(hostile, { name: 'x', remarks: [nasty] });
    expect(text).to.not.match(steering);
    expect(parseMatrix(text, 'derived.yaml').answers[0]?.expectation).to.deep.equal({ skip: `undefined: ${nasty}` });
  });
});
