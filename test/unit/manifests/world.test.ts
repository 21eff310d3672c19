import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readManifests } from '../../../src/manifests/world.ts';
import type { Manifests } from '../../../src/manifests/world.ts';
import { keyOf } from '../../../src/model/snapshot.ts';
import { formatMistake } from '../../../src/yaml/document.ts';

const told = ({ mistakes }: Manifests): string[] => mistakes.map((mistake) => formatMistake(mistake.file, mistake));
const read = (...texts: string[]): Manifests => readManifests(texts.map((text, index) => ({ file: `f${index}`, text })));

const namespace = (name: string, labels = '{}'): string => `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${labels}}}`;
const pod = (metadata: string): string => `{apiVersion: v1, kind: Pod, metadata: ${metadata}, spec: {}}`;
const policy = (metadata: string, spec = '{}'): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: ${metadata}, spec: ${spec}}`;
const service = (metadata: string, spec = '{}'): string => `{apiVersion: v1, kind: Service, metadata: ${metadata}, spec: ${spec}}`;

const named = (name: string, labels: object = {}) => ({ name, labels: { ...labels, 'kubernetes.io/metadata.name': name } });

const placesOf = ({ world }: Manifests) => [...world.workloads, ...world.policies, ...world.services].map(keyOf).toSorted();

describe('readManifests()', () => {
  it('knows nothing where there is nothing', () => {
    const { world, mistakes, others } = readManifests([]);
    expect({ world, mistakes, others: others.size }).to.deep.equal({ world: { namespaces: [], policies: [], workloads: [], services: [] }, mistakes: [], others: 0 });
  });

  it('puts what names no namespace into the one that is given, or into default', () => {
    const files = [{ file: 'f', text: [pod('{name: a}'), policy('{name: b}'), service('{name: c}'), pod('{name: d, namespace: own}')].join('\n---\n') }];
    expect(placesOf(readManifests(files))).to.deep.equal(['default/a', 'default/b', 'default/c', 'own/d']);
    expect(placesOf(readManifests(files, { namespace: 'given' }))).to.deep.equal(['given/a', 'given/b', 'given/c', 'own/d']);
  });

  for (const { name, texts, expected } of [
    { name: 'those that are declared, by name', texts: [namespace('b'), namespace('a', '{team: x}')], expected: [named('a', { team: 'x' }), named('b')] },
    { name: 'those in which only something is', texts: [pod('{name: a, namespace: p}'), policy('{name: b, namespace: q}'), service('{name: c, namespace: r}')], expected: [named('p'), named('q'), named('r')] },
    { name: 'one with its labels, in whichever file it is declared', texts: [pod('{name: a, namespace: n}'), namespace('n', '{team: x}')], expected: [named('n', { team: 'x' })] },
    { name: 'the name that the API server gives, not one that the file does', texts: [namespace('n', '{kubernetes.io/metadata.name: m}')], expected: [named('n')] },
    { name: 'none for what is not looked at', texts: ['{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: n}}'], expected: [] },
  ]) {
    it(`knows of namespaces ${name}`, () => {
      const found = read(...texts);
      expect(told(found)).to.deep.equal([]);
      expect(found.world.namespaces).to.deep.equal(expected);
    });
  }

  it('counts other kinds, and passes them over whatever is in them', () => {
    const { world, mistakes, others } = read('{apiVersion: v1, kind: ConfigMap}\n---\n{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: 7}]}', '{apiVersion: projectcalico.org/v3, kind: NetworkPolicy}\n---\n{apiVersion: example.com/v1, kind: __proto__}');
    expect([...others]).to.deep.equal([['ConfigMap', 2], ['NetworkPolicy', 1], ['__proto__', 1]]);
    expect({ mistakes, policies: world.policies }).to.deep.equal({ mistakes: [], policies: [] });
  });

  it('tells mistakes in the order of files and lines, beside all that is right', () => {
    const found = read(`${service('{name: s}', '{ports: [{}]}')}\n---\n${policy('{name: p}', '{typo: 1}')}\n---\nhello\n---\n${pod('{}')}`, 'a: [', `${pod('{name: w}')}\n---\n${policy('{name: q}')}`);
    expect(told(found).map((line) => line.replace(/^(\S+) .*$/, '$1'))).to.deep.equal(['f0:1:69:', 'f0:3:85:', 'f0:5:1:', 'f0:7:39:', 'f1:1:5:']);
    expect(found.world.workloads.map(({ name }) => name)).to.deep.equal(['w']);
    expect(found.world.policies.map(({ name }) => name)).to.deep.equal(['q']);
  });

  it('names the file even of a mistake that has no place in it', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]\n`;
    expect(told(read(bomb))[0]).to.match(/^f0: .*alias/);
  });

  const twice: readonly { name: string; first: string; second: string; expected: string | undefined }[] = [
    { name: 'a policy with other rules', first: policy('{name: p}'), second: policy('{name: p}', '{policyTypes: [Egress]}'), expected: 'NetworkPolicy default/p' },
    { name: 'a policy in the same words', first: policy('{name: p}'), second: policy('{name: p, namespace: default}'), expected: undefined },
    { name: 'a policy of the same name elsewhere', first: policy('{name: p}'), second: policy('{name: p, namespace: n}', '{policyTypes: [Egress]}'), expected: undefined },
    { name: 'a pod with other labels', first: pod('{name: p}'), second: pod('{name: p, labels: {a: b}}'), expected: 'Pod default/p' },
    { name: 'a pod and a Service of one name', first: pod('{name: p}'), second: service('{name: p}'), expected: undefined },
    { name: 'two kinds of workload of one name', first: pod('{name: p, labels: {a: b}}'), second: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: p}, spec: {template: {spec: {}}}}', expected: undefined },
    { name: 'pods that are yet to be named', first: pod('{generateName: p-}'), second: pod('{generateName: p-, labels: {a: b}}'), expected: undefined },
    { name: 'a Service with other ports', first: service('{name: s}'), second: service('{name: s}', '{ports: [{port: 1}]}'), expected: 'Service default/s' },
    { name: 'a namespace with other labels', first: namespace('n'), second: namespace('n', '{a: b}'), expected: 'Namespace n' },
    { name: 'a namespace with its labels in another order', first: namespace('n', '{a: b, c: d}'), second: namespace('n', '{c: d, a: b}'), expected: undefined },
    { name: 'a namespace in the same words', first: namespace('n'), second: namespace('n'), expected: undefined },
  ];
  for (const { name, first, second, expected } of twice) {
    it(`${expected === undefined ? 'takes' : 'refuses'} ${name} after the first`, () => {
      expect(told(read(first, second))).to.deep.equal(expected === undefined ? [] : [`f1:1:1: ${expected} is declared again, in other words: the first time at f0:1:1`]);
    });
  }

  it('counts what is declared twice in the same words once, and every pod that is yet to be named', () => {
    const same = [namespace('n'), policy('{name: p}'), pod('{name: w}'), service('{name: s}')].join('\n---\n');
    const { namespaces, policies, workloads, services } = read(same, same).world;
    expect([namespaces, policies, workloads, services].map(({ length }) => length)).to.deep.equal([2, 1, 1, 1]);
    expect(read(pod('{generateName: w-}'), pod('{generateName: w-}')).world.workloads).to.have.length(2);
  });

  it('reads every example whole', () => {
    const folder = join(import.meta.dirname, '../../../examples');
    for (const example of globSync('*/workloads.yaml', { cwd: folder }).map((file) => file.split('/')[0] ?? '')) {
      const files = globSync(`${example}/{workloads.yaml,policies/*.yaml}`, { cwd: folder }).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
      const found = readManifests(files);
      expect(told(found), example).to.deep.equal([]);
      expect(found.world.workloads.length, example).to.be.above(0);
      expect(found.world.policies.length, example).to.be.above(0);
    }
  });
});
