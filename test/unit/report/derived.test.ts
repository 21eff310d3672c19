import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import { derivedRenderers } from '../../../src/report/derived.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { aWorld, aWorldPod, derivedFrom } from '../../support/world.ts';
import { steering } from './reports.ts';

const policies = { 'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]' };
const { matrix, remarks } = derivedFrom(aWorld({ pods: [aWorldPod('api', { ports: [{ name: 'http', protocol: 'TCP', port: 8080 }] }), aWorldPod('web'), aWorldPod('agent', { hostNetwork: true })], policies }));
const options = { name: 'shop', remarks, paint: createPaint(false) };

const many = <T>(items: readonly T[], count: number): T[] => Array.from({ length: count }, () => items[0] as T);

describe('derivedRenderers', () => {
  it('are known by their names on the command line', () => expect(Object.keys(derivedRenderers)).to.deep.equal(['yaml', 'table', 'json']));

  it('draw a table with a sign for each answer, and tell what is left out', () => {
    expect(derivedRenderers.table(matrix, options)).to.equal(
      [
        '┌──────────┬───┬───┬───┬───┬───┬───┬───┬───┬───┐',
        '│          │ 1 │ 2 │ 3 │ 4 │ 5 │ 6 │ 7 │ 8 │ 9 │',
        '├──────────┼───┼───┼───┼───┼───┼───┼───┼───┼───┤',
        '│ api      │ X │ X │ . │ . │ . │ . │ ? │ . │ . │',
        '│ outsider │ X │ X │ . │ . │ . │ . │ ? │ . │ . │',
        '│ stranger │ X │ X │ . │ . │ . │ . │ ? │ . │ . │',
        '│ web      │ X │ . │ . │ . │ . │ . │ ? │ . │ . │',
        '└──────────┴───┴───┴───┴───┴───┴───┴───┴───┴───┘',
        '   1 api:7717',
        '   2 api:8080',
        '   3 outsider:7717',
        '   4 stranger:7717',
        '   5 web:7717',
        '   6 dns  taken for pods of kube-system with k8s-app=kube-dns',
        '   7 apiserver',
        '   8 metadata',
        '   9 internet',
        '  . allowed   X denied   ? the specification leaves it open',
        '  note: 1 pod on the network of the node left out: what policy means there is undefined',
        '',
      ].join('\n'),
    );
  });

  describe('as JSON', () => {
    const written = JSON.parse(derivedRenderers.json(matrix, options)) as { cells: { source: string; target: string }[]; sources: unknown[]; targets: unknown[] };
    const cell = (source: string, target: string): unknown => written.cells.find((one) => one.source === source && one.target === target);

    it('refuse what nobody can list, before they ask for an answer', () => {
      const large = { ...matrix, sources: many(matrix.sources, 1000), targets: many(matrix.targets, 501), answer: () => expect.fail('an answer was asked for') };
      expect(() => derivedRenderers.json(large, options)).to.throw(NetproofError, 'These namespaces have 501000 answers, and JSON lists at most 500000: name fewer of them with -n, or take -o yaml, which writes what is not as usual');
    });

    it('keep their keys and their order', () => {
      expect(Object.keys(written)).to.deep.equal(['version', 'name', 'sources', 'targets', 'cells', 'remarks']);
      expect(written.sources[3]).to.deep.equal({ name: 'web', namespace: 'shop', labels: { app: 'web' }, pods: 1 });
      expect(written.targets[1]).to.deep.equal({ name: 'api:8080', standIn: { namespace: 'shop', labels: { app: 'api' } }, ports: [{ port: 8080, protocol: 'TCP', name: 'http' }] });
    });

    it('have every cell, with its deciders, rules counted from 0', () => {
      expect(written.cells).to.have.lengthOf(matrix.sources.length * matrix.targets.length);
      expect(cell('web', 'api:8080')).to.deep.equal({ source: 'web', target: 'api:8080', verdict: 'allow', deciders: [{ kind: 'policy', namespace: 'shop', name: 'api', direction: 'ingress', rule: 0 }] });
      expect(cell('api', 'api:8080')).to.deep.equal({ source: 'api', target: 'api:8080', verdict: 'deny', deciders: [{ kind: 'policy', namespace: 'shop', name: 'api', direction: 'ingress' }] });
      expect(cell('web', 'web:7717')).to.deep.equal({ source: 'web', target: 'web:7717', verdict: 'allow', deciders: [] });
      expect(cell('web', 'apiserver')).to.deep.equal({ source: 'web', target: 'apiserver', verdict: 'undefined', reason: 'the addresses of the API server are not known', deciders: [] });
    });
  });

  it('send nothing to a terminal that steers it', () => {
    const nasty = 'x\u001b[2J\u009b31m\u202e\r\ny';
    const hostile = { ...matrix, sources: matrix.sources.map((source) => ({ ...source, name: nasty })), targets: matrix.targets.map((target) => ({ ...target, name: nasty, comment: nasty })) };
    for (const format of ['table', 'json'] as const) expect(derivedRenderers[format](hostile, { ...options, remarks: [nasty] }), format).to.not.match(steering);
  });
});
