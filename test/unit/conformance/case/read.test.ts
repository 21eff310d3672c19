import { expect } from 'chai';
import type { ConformanceCase } from '../../../../src/conformance/case/case.ts';
import { readCase } from '../../../../src/conformance/case/read.ts';
import { formatMistake } from '../../../../src/yaml/document.ts';

const head = 'title: a title\nfeature: a feature\nprofile: quick\n';
const policy = (spec: string, metadata = '{name: p, namespace: x}'): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: ${metadata}, spec: ${spec}}`;
const denyAll = policy('{podSelector: {}}');

const read = (text: string): ConformanceCase => {
  const reading = readCase(text, 'folder/name');
  if ('value' in reading) return reading.value;
  throw new Error(JSON.stringify(reading.mistakes));
};

const mistakesIn = (text: string): string[] => {
  const reading = readCase(text, 'folder/name', 'name.yaml');
  return 'value' in reading ? [] : reading.mistakes.map((mistake) => formatMistake('name.yaml', mistake));
};

/** In the file's fifth line, after `  - `: what is wrong with it, and in which column. */
const wrongSteps: readonly { readonly name: string; readonly step: string; readonly says: string | readonly string[] }[] = [
  { name: 'a misspelt key', step: '{denny: []}', says: '5:6: unknown key "denny" in steps.0' },
  { name: 'a duration without a unit', step: '{hold: "20"}', says: '5:12: steps.0.hold: must be a duration with its unit, such as 3s or 500ms' },
  { name: 'a line that is none', step: '{deny: [x/a]}', says: '5:13: steps.0.deny.0: must be "SOURCE -> TARGET", with TCP or UDP, a port, IPv4 or IPv6, and "by Service" after it where they matter' },
  { name: 'a pod that is not there', step: '{allow: ["* -> x/d"]}', says: '5:14: steps.0.allow.0: "x/d" is no pod of the world, no namespace/* and not *' },
  { name: 'a way that nobody dials', step: '{deny: ["z/b -> y/c"]}', says: '5:13: steps.0.deny.0: means no way that anybody dials' },
  { name: 'a port that nobody dials', step: '{deny: ["* -> x/a UDP/8081"]}', says: '5:13: steps.0.deny.0: means no way that anybody dials' },
  { name: 'another reading without a name', step: '{or: [{deny: ["* -> x/a"]}]}', says: '5:11: steps.0.or.0.reading: is missing' },
  { name: 'a policy of no namespace of the world', step: `{apply: [${policy('{podSelector: {}}', '{name: p, namespace: default}')}]}`, says: '5:101: steps.0.apply.0.metadata.namespace: must be x, y, z' },
  { name: 'a field that NetworkPolicy does not have', step: `{apply: [${policy('{podSelector: {}, ingres: []}')}]}`, says: '5:129: unknown key "ingres" in steps.0.apply.0.spec' },
  { name: 'what the API server would refuse', step: `{apply: [${policy('{ingress: [{ports: [{port: 9, endPort: 8}]}]}')}]}`, says: '5:150: steps.0.apply.0.spec.ingress.0.ports.0.endPort: needs a port that is a number and not greater' },
  { name: 'an exception outside of its block', step: `{apply: [${policy('{egress: [{to: [{ipBlock: {cidr: <y/b>/32, except: [<y/b v6>/128]}}]}]}')}]}`, says: '5:163: steps.0.apply.0.spec.egress.0.to.0.ipBlock.except.0: must lie within 10.0.0.5/32 and be smaller' },
  { name: 'the address of the subject, which has two', step: `{apply: [${policy('{egress: [{to: [{ipBlock: {cidr: <x/a>/32}}]}]}')}]}`, says: '5:144: steps.0.apply.0.spec.egress.0.to.0.ipBlock.cidr: must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32' },
  { name: 'one policy twice', step: `{apply: [${denyAll}, ${denyAll}]}`, says: '5:131: "x/p" is applied twice in one step' },
  { name: 'a policy removed that never came', step: '{remove: [x/p]}', says: '5:15: "x/p" is no policy that an earlier step applied' },
  { name: 'a policy removed in the step that applies it', step: `{remove: [x/p], apply: [${denyAll}]}`, says: '5:15: "x/p" is no policy that an earlier step applied' },
  { name: 'the end of the subject', step: '{finish: [x/a]}', says: '5:15: steps.0.finish.0: must not be x/a: it runs on every node, and has no one address' },
  { name: 'an address inherited from the subject', step: '{inherit: {from: x/a, labels: {}}}', says: '5:22: steps.0.inherit.from: must not be x/a: it runs on every node, and has no one address' },
  { name: 'labels of nobody', step: '{label: [{of: w, set: {a: b}}]}', says: '5:19: steps.0.label.0.of: must be a pod or a namespace of the world' },
  { name: 'fresh pods that are allowed nothing', step: '{burst: {like: x/a, pods: 3, for: 2s}, deny: ["x/a -> *"]}', says: '5:13: steps.0.burst: nothing that x/a dials is allowed: a pod without network would look the same' },
  { name: 'two mistakes', step: '{hold: 3, deny: [3]}', says: ['5:12: steps.0.hold: Invalid input: expected string, received number', '5:22: steps.0.deny.0: Invalid input: expected string, received number'] },
];

describe('readCase()', () => {
  it('reads what is written, and fills in what is not', () => {
    const text = `${head}tags: [e2e]\nsource: a page\nsteps:\n  - apply: [${denyAll}]\n    deny: ["* -> x/a TCP"]\n    or: [{reading: another, allow: ["y/* -> x/a IPv6"]}]\n  - {does: something, remove: [x/p], burst: {like: x/a, pods: 5, for: 500ms}, hold: 20s}\n`;
    const nothing = { remove: [], apply: [], label: [], recreate: [], finish: [], pending: [] };
    expect(read(text)).to.deep.equal({
      id: 'folder/name', title: 'a title', feature: 'a feature', profile: 'quick', tags: ['e2e'], source: 'a page',
      steps: [
        {
          ...nothing,
          apply: [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'x' }, spec: { podSelector: {} } }],
          expect: [{ deny: [{ from: '*', to: 'x/a', transport: 'TCP' }], allow: [] }, { reading: 'another', deny: [], allow: [{ from: 'y/*', to: 'x/a', family: 6 }] }],
        },
        { ...nothing, does: 'something', remove: ['x/p'], burst: { like: 'x/a', pods: 5, forMs: 500 }, holdMs: 20_000, expect: [{ deny: [], allow: [] }] },
      ],
    });
  });

  it('keeps a policy as it is written', () => {
    const spec = '{podSelector: null, ingress: [{from: [{ipBlock: {cidr: <y/b v6>/128}}]}], egress: []}';
    expect(read(`${head}steps:\n  - apply: [${policy(spec)}]\n`).steps[0]?.apply[0]?.spec).to.deep.equal({ podSelector: null, ingress: [{ from: [{ ipBlock: { cidr: '<y/b v6>/128' } }] }], egress: [] });
  });

  it('lets a policy go that came, and come again', () => {
    expect(mistakesIn(`${head}steps:\n  - apply: [${denyAll}]\n  - {remove: [x/p], apply: [${denyAll}]}\n  - remove: [x/p]\n`)).to.deep.equal([]);
    expect(mistakesIn(`${head}steps:\n  - apply: [${denyAll}]\n  - remove: [x/p]\n  - remove: [x/p]\n`)).to.deep.equal(['name.yaml:7:14: "x/p" is no policy that an earlier step applied']);
  });

  for (const { name, step, says } of wrongSteps) {
    it(`refuses ${name}`, () => expect(mistakesIn(`${head}steps:\n  - ${step}\n`)).to.deep.equal([says].flat().map((message) => `name.yaml:${message}`)));
  }

  const wrongFiles: readonly { readonly name: string; readonly text: string; readonly says: readonly string[] }[] = [
    { name: 'an empty file', text: '', says: ['name.yaml: is empty'] },
    { name: 'a second document', text: `${head}steps: [{}]\n---\n{}\n`, says: ['name.yaml:5:1: a second document: one file holds one case'] },
    { name: 'what is no YAML', text: 'a: [', says: ['name.yaml:1:5: Flow sequence in block collection must be sufficiently indented and end with a ]'] },
    { name: 'a case without steps', text: `${head}steps: []\n`, says: ['name.yaml:4:8: steps: Too small: expected array to have >=1 items'] },
    { name: 'a profile that there is not', text: 'title: t\nfeature: f\nprofile: slow\nsteps: [{}]\n', says: ['name.yaml:3:10: profile: must be quick, standard, long'] },
    { name: 'a case without a title', text: 'feature: f\nprofile: long\nsteps: [{}]\n', says: ['name.yaml:1:1: title: is missing'] },
  ];
  for (const { name, text, says } of wrongFiles) it(`refuses ${name}`, () => expect(mistakesIn(text)).to.deep.equal(says));
});
