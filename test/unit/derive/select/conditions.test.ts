import { expect } from 'chai';
import { conditionsOf } from '../../../../src/derive/select/conditions.ts';
import { sceneOf } from '../../../../src/derive/select/scene.ts';
import type { Policies } from '../../../support/policies.ts';
import { aWorldPod, derivedOf } from '../../../support/world.ts';

const pods = [...['api', 'db', 'web'].map((name) => aWorldPod(name, { ports: [{ name: 'http', protocol: 'TCP' as const, port: 8080 }] })), aWorldPod('bank', { namespace: 'bank' })];

const plain = (name = ''): string => name.replace(/^shop\.|^bank\.(?=bank)/, '');

/** Each condition as `verdict: sources > targets | …`. */
const told = (policies: Policies, namespaces: readonly string[] = ['shop']): string[] => {
  const matrix = derivedOf({ pods, policies });
  const scene = sceneOf(matrix, [...matrix.sources.keys()], [...matrix.targets.keys()]);
  const cells = ({ sources, targets }: { readonly sources: readonly number[]; readonly targets: readonly number[] }): string =>
    sources.length * targets.length === 0 ? '' : `${sources.map((at) => plain(matrix.sources[at]?.name)).join()} > ${targets.map((at) => plain(matrix.targets[at]?.name)).join()}`;
  return conditionsOf(scene, namespaces).map(({ verdict, choices }) => `${verdict}: ${[...new Set(choices.map(cells))].filter(Boolean).join(' | ')}`);
};
const all = 'bank:7717,api:7717,api:8080,db:7717,db:8080,web:7717,web:8080';

const cases: readonly [name: string, policies: Policies, expected: readonly string[]][] = [
  ['a policy without rules: what it closes', { 'shop/deny': 'podSelector: {matchLabels: {app: db}}' }, ['deny: bank,api,db,web > db:7717,db:8080']],
  ['one for egress', { 'shop/mute': 'podSelector: {matchLabels: {app: db}}\npolicyTypes: [Egress]' }, [`deny: db > ${all}`]],
  ['one that selects nobody: nothing', { 'shop/idle': 'podSelector: {matchLabels: {app: gone}}' }, []],
  ['one of another namespace: nothing', { 'bank/deny': 'podSelector: {}' }, []],
  [
    'a rule with one peer and one port: inside, outside at home and elsewhere, another port, another protocol',
    { 'shop/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 8080}]}]' },
    ['deny: bank,api,db,web > db:7717,db:8080', 'allow: api > db:8080', 'deny: db,web > db:8080', 'deny: bank > db:8080', 'deny: api > db:7717', 'deny: '],
  ],
  [
    'a rule for egress, by the ports of its targets',
    { 'shop/db': 'podSelector: {matchLabels: {app: db}}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: http}]}]' },
    [`deny: db > ${all}`, 'allow: db > api:8080', 'deny: db > db:8080,web:8080', 'deny: ', 'deny: db > api:7717', 'deny: '],
  ],
  ['a rule for everybody: inside, and other ports', { 'shop/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{ports: [{port: 8080}]}]' }, ['deny: bank,api,db,web > db:7717,db:8080', 'allow: bank,api,db,web > db:8080', 'deny: bank,api,db,web > db:7717', 'deny: ']],
  [
    'a rule of another protocol',
    { 'shop/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {}}], ports: [{port: 53, protocol: UDP}]}]' },
    ['deny: bank,api,db,web > db:53-udp,db:7717,db:8080', 'allow: api,db,web > db:53-udp', 'deny: ', 'deny: bank > db:53-udp', 'deny: ', 'deny: api,db,web > db:7717,db:8080'],
  ],
  [
    'two peers and two ports: each of them besides both',
    { 'shop/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: api}}}, {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}}], ports: [{port: 8080}, {port: 9090}]}]' },
    ['deny: bank,api,db,web > db:7717,db:8080,db:9090', 'allow: bank,api > db:8080,db:9090', 'allow: api > db:8080,db:9090', 'allow: bank > db:8080,db:9090', 'allow: bank,api > db:8080', 'allow: bank,api > db:9090', 'deny: db,web > db:8080,db:9090', 'deny: ', 'deny: ', 'deny: db,web > db:8080,db:9090', 'deny: bank,api > db:7717', 'deny: '],
  ],
];

describe('conditionsOf()', () => {
  for (const [name, policies, expected] of cases) {
    it(`asks of ${name}`, () => expect(told(policies)).to.deep.equal(expected));
  }

  it('asks of the policies of each namespace, egress first', () => {
    const policies = { 'bank/deny': 'podSelector: {}\npolicyTypes: [Ingress]', 'shop/mute': 'podSelector: {matchLabels: {app: db}}\npolicyTypes: [Egress]' };
    expect(told(policies, ['bank', 'shop'])).to.deep.equal([`deny: db > ${all.replace('bank:7717,', '')} | db > ${all}`, 'deny: bank,api,web > bank:7717 | bank,api,db,web > bank:7717']);
  });
});
