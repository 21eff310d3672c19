import { expect } from 'chai';
import type { Family } from '../../../../probes/contract.ts';
import { rosters, waysOf } from '../../../../src/conformance/world/ways.ts';
import type { Roster, Way } from '../../../../src/conformance/world/ways.ts';
import { podKeys, subject } from '../../../../src/conformance/world/world.ts';

const textOf = ({ from, to, transport, port, family, path }: Way): string => `${from} -> ${to} ${transport}/${port} IPv${family} ${path}`;
/** What is dialled between two pods, at their own addresses. */
const variantsOf = (families: readonly Family[], roster: Roster): string[] =>
  waysOf(families, roster).filter(({ from, to, path }) => from === 'y/b' && to === subject && path === 'pod-ip').map(({ transport, port, family }) => `${transport}/${port} IPv${family}`);

const rows: readonly { readonly families: readonly Family[]; readonly roster: Roster; readonly variants: readonly string[] }[] = [
  { families: [4, 6], roster: 'plain', variants: ['TCP/8080 IPv4', 'UDP/8080 IPv6'] },
  { families: [4], roster: 'plain', variants: ['TCP/8080 IPv4', 'UDP/8080 IPv4'] },
  { families: [6], roster: 'plain', variants: ['TCP/8080 IPv6', 'UDP/8080 IPv6'] },
  { families: [4, 6], roster: 'full', variants: ['TCP/8080 IPv4', 'TCP/8081 IPv4', 'UDP/8080 IPv4', 'TCP/8080 IPv6', 'UDP/8080 IPv6'] },
  { families: [4], roster: 'full', variants: ['TCP/8080 IPv4', 'TCP/8081 IPv4', 'UDP/8080 IPv4'] },
  { families: [6], roster: 'full', variants: ['TCP/8080 IPv6', 'TCP/8081 IPv6', 'UDP/8080 IPv6'] },
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

  it('leads from every pod to the subject and back, and from the subject to its other instance', () => {
    const pairs = new Set(waysOf([4], 'plain').map(({ from, to }) => `${from} ${to}`));
    for (const key of podKeys) expect(pairs).to.include(`${key} ${subject}`).and.include(`${subject} ${key}`);
  });

  it('asks no less by the full roster than by the plain one', () => {
    const full = waysOf([4, 6], 'full').map(textOf);
    expect(waysOf([4, 6], 'plain').map(textOf).filter((way) => !full.includes(way))).to.deep.equal([]);
  });

  it('dials the Service from one pod of each namespace, in the first family', () => {
    expect(waysOf([6, 4], 'full').filter(({ path }) => path === 'cluster-ip').map(textOf)).to.deep.equal(['x/b', 'y/a', 'z/c'].map((from) => `${from} -> x/a TCP/8080 IPv6 cluster-ip`));
  });
});
