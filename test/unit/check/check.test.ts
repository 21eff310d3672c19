import { expect } from 'chai';
import { check } from '../../../src/check/check.ts';
import type { CheckReport } from '../../../src/check/check.ts';
import type { World } from '../../../src/world/world.ts';
import { aMatrix } from '../../support/matrix.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aLivePod, aLiveService, aLiveWorld } from '../../support/live-world.ts';

const sources = { web: { namespace: 'shop', labels: { app: 'web' } } };
const db = { standIn: { namespace: 'data', labels: { app: 'db' } }, port: 5432 };
const closed = { 'data/closed': '{podSelector: {}, policyTypes: [Ingress]}' };

const checked = (parts: MatrixParts, world: World = aLiveWorld()): CheckReport => check(aMatrix({ sources, targets: { db }, ...parts }), world);

/** `web -> db TCP/5432 deny, specified` */
const told = ({ cells }: CheckReport): string[] => cells.map(({ cell, policy: { verdict, basis, reason } }) => `${cell.id} ${verdict}, ${basis}${reason === undefined ? '' : `: ${reason}`}`);

const node1 = { kind: 'node', name: 'node-1', ips: ['192.0.2.1'] } as const;

const cases: readonly { name: string; parts: MatrixParts; world?: World; expected: readonly string[] }[] = [
  { name: 'one cell where there is one port', parts: {}, world: aLiveWorld({ policies: closed }), expected: ['web -> db TCP/5432 deny, specified'] },
  { name: 'a cell for each port of a stand-in', parts: { targets: { db: { standIn: db.standIn, ports: [5432, { port: 53, protocol: 'UDP' }] } } }, expected: ['web -> db TCP/5432 allow, specified', 'web -> db UDP/53 allow, specified'] },
  {
    name: "a Service by its own port, however many pods are behind it",
    parts: { targets: { web: { service: { namespace: 'shop', name: 'web' }, port: 80 } } },
    world: aLiveWorld({ pods: [aLivePod('shop/web-1'), aLivePod('shop/web-2')], services: [aLiveService('shop/web')] }),
    expected: ['web -> web TCP/80 allow, specified'],
  },
  { name: 'why nothing is known of a target', parts: { targets: { db: { host: 'example.com', port: 443 } } }, expected: ['web -> db ?/0 deny, undefined: a host name may be any address'] },
  {
    name: 'that the source may be on any node that is dialled',
    parts: { targets: { kubelet: { nodes: {}, port: 10250 } } },
    world: aLiveWorld({ policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' } }),
    expected: ['web -> kubelet TCP/10250 deny, undefined: whether a pod’s own node is always open to it'],
  },
  {
    name: 'that the API server may be on the node of the source',
    parts: { targets: { apiserver: { wellKnown: 'apiserver' } } },
    world: aLiveWorld({ policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' }, apiserver: [{ target: node1, port: 6443 }] }),
    expected: ['web -> apiserver TCP/6443 deny, undefined: whether a pod’s own node is always open to it'],
  },
  {
    name: 'that a pod on its node’s network may be on the node of the source',
    parts: { targets: { agent: { pods: { namespace: 'data', labels: { app: 'agent' } }, port: 9100 } } },
    world: aLiveWorld({ policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' }, pods: [aLivePod('data/agent-1', { hostNetwork: true, ips: ['192.0.2.1'] })] }),
    expected: ['web -> agent TCP/9100 deny, undefined: whether a pod’s own node is always open to it'],
  },
  {
    name: 'that an API server on no node is not on that of the source',
    parts: { targets: { apiserver: { wellKnown: 'apiserver' } } },
    world: aLiveWorld({ policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' }, apiserver: [{ target: { kind: 'address', ip: '172.30.0.10' }, port: 6443 }] }),
    expected: ['web -> apiserver TCP/6443 deny, specified'],
  },
  {
    name: 'that a policy of another kind may decide',
    parts: {},
    world: aLiveWorld({ otherPolicies: { objects: [{ resource: 'ciliumnetworkpolicies.cilium.io', namespace: 'data', name: 'p', version: '1' }], unreadable: [] } }),
    expected: ['web -> db TCP/5432 deny, undefined: ciliumnetworkpolicies.cilium.io p may decide, too, and is not read'],
  },
  { name: 'metadata in the families of the matrix', parts: { ipFamilies: ['IPv6'], targets: { metadata: { wellKnown: 'cloud-metadata', clouds: ['scaleway'] } } }, world: aLiveWorld({ policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}' } }), expected: ['web -> metadata TCP/80 deny, specified'] },
];

describe('check()', () => {
  for (const { name, parts, world, expected } of cases) it(`tells ${name}`, () => expect(told(checked(parts, world))).to.deep.equal(expected));

  it('finds where policy says other than a person expects, with the likely cause', () => {
    const { findings } = checked({ expect: { web: { '*': 'deny' } } }, aLiveWorld({ policies: { 'data/in': '{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 5432}]}]}' } }));
    expect(findings).to.deep.equal([{ kind: 'policy-mismatch', cell: 'web -> db TCP/5432', message: 'web -> db TCP/5432: you expect deny, but data/in ingress rule 1 allows it (the rule does not say from whom, which means everybody)' }]);
  });

  const dual = aLiveWorld({
    policies: { 'shop/out': '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}' },
    services: [aLiveService('default/kubernetes', { clusterIps: ['fd00:96::1'] })],
  });
  const internet = { wellKnown: 'internet', addresses: ['203.0.113.10', '2001:db8::10'] };
  const denied = 'you expect allow, but shop/out egress denies it: no rule lets it through';
  for (const { name, parts, expected } of [
    { name: 'the family by which policy differs', parts: { targets: { internet }, expect: { web: { '*': 'allow' } } }, expected: [`by IPv6: web -> internet TCP/443: ${denied}`] },
    { name: 'the other, where the other thing is expected', parts: { targets: { internet } }, expected: ['by IPv4: web -> internet TCP/443: you expect deny, but shop/out egress rule 1 allows it'] },
    { name: 'none where all differ', parts: { targets: { db: { address: '2001:db8::10', port: 443 } }, expect: { web: { '*': 'allow' } } }, expected: [`web -> db TCP/443: ${denied}`] },
  ] as const) {
    it(`names in a mismatch ${name}`, () => expect(checked(parts, dual).findings.map(({ message }) => message.replace(/ \(.*\)$/, ''))).to.deep.equal(expected));
  }

  const toPods = { targets: { db: { pods: { namespace: 'data', labels: { app: 'db' } }, port: 80 } } };
  const left = 'web -> db TCP/80 allow, undefined: whether an ipBlock matches addresses of pods';
  for (const { name, ipFamilies, expected, families } of [
    { name: 'the primary family alone, unless the matrix names others', expected: 'web -> db TCP/80 deny, specified' },
    { name: 'the family that the matrix names', ipFamilies: ['IPv4'], expected: left },
    { name: 'both, and tells which of them leaves it open', ipFamilies: ['IPv6', 'IPv4'], expected: left, families: [4] },
  ]) {
    it(`asks ${name}`, () => {
      const report = checked({ ...toPods, ...(ipFamilies === undefined ? {} : { ipFamilies }) }, { ...dual, pods: [aLivePod('data/db-1', { ips: ['10.244.1.10', 'fd00:244::10'] })] });
      expect(told(report)).to.deep.equal([expected]);
      expect(report.cells[0]?.families).to.deep.equal(families);
    });
  }

  it('remembers where the intent stands', () => {
    const loaded = aMatrix({ sources, targets: { db } });
    const [cell] = check(loaded, aLiveWorld()).cells;
    expect(cell?.intent.deciders).to.deep.equal([{ kind: 'intent', origin: loaded.answers[0]?.origin }]);
  });

  const two = { db, host: { host: 'example.com', port: 443 }, skipped: db };
  for (const { name, parts, world, counts, exitCode, headline } of [
    {
      name: '0 where all that is known agrees',
      parts: { targets: two, expect: { web: { db: 'deny', host: 'deny', skipped: { skip: 'why' } } } },
      world: aLiveWorld({ policies: closed }),
      counts: { cells: 2, agree: 1, mismatches: 0, undefined: 1, skipped: 1 },
      exitCode: 0,
      headline: 'The policies say what the matrix says: 1 of 1 cells agree; of 1 more it is undefined, or not known.',
    },
    {
      name: '1 where something differs',
      parts: { targets: two },
      world: aLiveWorld(),
      counts: { cells: 3, agree: 0, mismatches: 2, undefined: 1, skipped: 0 },
      exitCode: 1,
      headline: 'The policies do not say what the matrix says: 2 of 2 cells differ; of 1 more it is undefined, or not known.',
    },
    {
      name: '1 where something differs beside what agrees',
      parts: { targets: { db, other: db }, expect: { web: { db: 'allow', other: 'deny' } } },
      world: aLiveWorld(),
      counts: { cells: 2, agree: 1, mismatches: 1, undefined: 0, skipped: 0 },
      exitCode: 1,
      headline: 'The policies do not say what the matrix says: 1 of 2 cells differ.',
    },
    {
      name: '3 where nothing is known',
      parts: { targets: { host: two.host } },
      world: aLiveWorld(),
      counts: { cells: 1, agree: 0, mismatches: 0, undefined: 1, skipped: 0 },
      exitCode: 3,
      headline: 'Nothing could be told: what the policies say of these cells is undefined, or not known.',
    },
  ] as const) {
    it(`ends with ${name}`, () => {
      const report = checked(parts, world);
      expect({ counts: report.counts, exitCode: report.exitCode, headline: report.headline }).to.deep.equal({ counts, exitCode, headline });
    });
  }

  it('keeps its shape', () => {
    const report = checked({});
    expect(Object.keys(report)).to.deep.equal(['version', 'matrix', 'headline', 'cells', 'findings', 'counts', 'remarks', 'exitCode']);
    expect(Object.keys(report.cells[0] ?? {})).to.deep.equal(['cell', 'intent', 'policy']);
  });
});
