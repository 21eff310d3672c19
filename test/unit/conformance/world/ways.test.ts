import { expect } from 'chai';
import type { Family } from '../../../../probes/contract.ts';
import { waysOf } from '../../../../src/conformance/world/ways.ts';
import type { Roster, Way } from '../../../../src/conformance/world/ways.ts';
import { podKeys, subject } from '../../../../src/conformance/world/world.ts';
import type { PodKey } from '../../../../src/conformance/world/world.ts';

const rosters: readonly Roster[] = ['plain in', 'plain out', 'plain both', 'full in', 'full out', 'full both'];

const textOf = ({ from, to, transport, port, family, path }: Way): string => `${from} -> ${to} ${transport}/${port} IPv${family} ${path}`;
/** What is dialled between two pods, at their own addresses. */
const variantsOf = (families: readonly Family[], roster: Roster): string[] =>
  waysOf(families, roster).filter(({ from, to, path }) => from === 'y/b' && to === subject && path === 'pod-ip').map(({ transport, port, family }) => `${transport}/${port} IPv${family}`);

const rows: readonly { readonly families: readonly Family[]; readonly roster: Roster; readonly variants: readonly string[] }[] = [
  { families: [4, 6], roster: 'plain both', variants: ['TCP/8080 IPv4', 'UDP/8080 IPv6'] },
  { families: [4], roster: 'plain both', variants: ['TCP/8080 IPv4', 'UDP/8080 IPv4'] },
  { families: [6], roster: 'plain both', variants: ['TCP/8080 IPv6', 'UDP/8080 IPv6'] },
  { families: [4, 6], roster: 'full both', variants: ['TCP/8080 IPv4', 'TCP/8081 IPv4', 'UDP/8080 IPv4', 'TCP/8080 IPv6', 'UDP/8080 IPv6'] },
  { families: [4], roster: 'full both', variants: ['TCP/8080 IPv4', 'TCP/8081 IPv4', 'UDP/8080 IPv4'] },
  { families: [6], roster: 'full both', variants: ['TCP/8080 IPv6', 'TCP/8081 IPv6', 'UDP/8080 IPv6'] },
];

describe('waysOf()', () => {
  for (const { families, roster, variants } of rows) {
    it(`${roster}, with ${families.map((family) => `IPv${family}`).join(' and ')}: ${variants.join(', ')}`, () => expect(variantsOf(families, roster)).to.deep.equal(variants));
  }

  for (const roster of rosters) {
    for (const families of [[4], [6], [4, 6]] as const) {
      it(`has no way twice, and none of a family that is not there: ${roster}, ${families.join(' and ')}`, () => {
        const ways = waysOf(families, roster);
        expect(new Set(ways.map(textOf)).size).to.equal(ways.length);
        expect(ways.every(({ family }) => families.some((one) => one === family))).to.equal(true);
      });
    }
  }

  const ends: readonly { readonly roster: Roster; readonly clients: readonly PodKey[]; readonly servers: readonly PodKey[] }[] = [
    { roster: 'plain both', clients: podKeys, servers: podKeys },
    { roster: 'full in', clients: podKeys, servers: ['x/a', 'y/b', 'z/c'] },
    { roster: 'full out', clients: ['x/a', 'y/b', 'z/c'], servers: podKeys },
  ];
  for (const { roster, clients, servers } of ends) {
    it(`${roster}: ${clients.length} pods dial the subject, and it dials ${servers.length}`, () => {
      const direct = waysOf([4], roster).filter(({ path }) => path === 'pod-ip');
      expect([...new Set(direct.filter(({ to }) => to === subject).map(({ from }) => from))]).to.have.members(clients);
      expect([...new Set(direct.filter(({ from }) => from === subject).map(({ to }) => to))]).to.have.members(servers);
    });
  }

  for (const roster of rosters) {
    it(`asks no less by "full both" than by "${roster}"`, () => {
      const full = waysOf([4, 6], 'full both').map(textOf);
      expect(waysOf([4, 6], roster).map(textOf).filter((way) => !full.includes(way))).to.deep.equal([]);
    });
  }

  it('dials the Service from one pod of each namespace, in the first family', () => {
    expect(waysOf([6, 4], 'full both').filter(({ path }) => path === 'cluster-ip').map(textOf)).to.deep.equal(['x/b', 'y/a', 'z/c'].map((from) => `${from} -> x/a TCP/8080 IPv6 cluster-ip`));
  });
});
