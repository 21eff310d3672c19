import { expect } from 'chai';
import * as fc from 'fast-check';
import { diagnose, leaks } from '../../../../src/compare/canary/diagnose.ts';
import type { CanaryCell, Diagnosis } from '../../../../src/model/report.ts';
import { foundBy } from '../../../support/canary.ts';
import type { Bend } from '../../../support/canary.ts';

const two = ['n1', 'n2'];
const leak: Partial<CanaryCell> = { state: 'open', through: 20 };
const shut: Partial<CanaryCell> = { state: 'closed', through: 0 };
const unknown = { state: 'unknown', reason: 'no control pair covers the way', through: 0 } as const;
const leaking = (which: (cell: CanaryCell) => boolean): Bend => (cell) => (cell.verdict === 'deny' && which(cell) ? leak : {});
const dropping = (which: (cell: CanaryCell) => boolean): Bend => (cell) => (cell.verdict === 'allow' && cell.direction !== 'none' && which(cell) ? shut : {});
/** A direction that is not enforced leaves what both decide to the other one. */
const only = (direction: CanaryCell['direction']): Bend => leaking((cell) => cell.direction === direction);
/** At ingress on one node, allows were open, closed once, and open ever since. */
const startup = (openUntilMs?: number): Bend => ({ verdict, direction, node }) => {
  if (direction !== 'ingress' || node !== 'n1') return {};
  return verdict === 'allow' ? { state: 'now-and-then', through: 12, openedAfterMs: 4000 } : openUntilMs === undefined ? {} : { openUntilMs };
};
const touches = (name: string) => (cell: CanaryCell): boolean => cell.node === name || cell.partner === name;

interface Case {
  readonly name: string;
  readonly nodes?: readonly string[];
  readonly bend?: Bend;
  readonly unheard?: readonly string[];
  readonly kind: Diagnosis['kind'];
  readonly enforces: boolean | undefined;
  readonly says: string;
}

const cases: readonly Case[] = [
  { name: 'all is well', kind: 'enforces', enforces: true, says: 'This cluster enforces NetworkPolicy on all 2 nodes that were asked.' },
  { name: 'all is well on the only node', nodes: ['n1'], kind: 'enforces', enforces: true, says: 'This cluster enforces NetworkPolicy on the node that was asked.' },
  { name: 'all is well on three nodes', nodes: ['n1', 'n2', 'n3'], kind: 'enforces', enforces: true, says: 'on all 3 nodes' },
  { name: 'every deny leaks', bend: leaking(() => true), kind: 'enforces-nothing', enforces: false, says: 'This cluster enforces no NetworkPolicy: all 64 connections that policy denies got through.' },
  { name: 'every deny leaks on the only node', nodes: ['n1'], bend: leaking(() => true), kind: 'enforces-nothing', enforces: false, says: 'enforces no NetworkPolicy: all 16' },
  { name: 'egress leaks', bend: only('egress'), kind: 'no-egress', enforces: false, says: 'This cluster enforces no NetworkPolicy for egress: 32 of 64 connections that policy denies got through.' },
  { name: 'ingress leaks', bend: only('ingress'), kind: 'no-ingress', enforces: false, says: 'no NetworkPolicy for ingress' },
  { name: 'UDP leaks', bend: leaking(({ transport }) => transport === 'UDP'), kind: 'no-udp', enforces: false, says: 'no NetworkPolicy for UDP' },
  { name: 'TCP leaks', bend: leaking(({ transport }) => transport === 'TCP'), kind: 'no-tcp', enforces: false, says: 'no NetworkPolicy for TCP' },
  { name: 'IPv6 leaks', bend: leaking(({ family }) => family === 6), kind: 'no-ipv6', enforces: false, says: 'no NetworkPolicy over IPv6' },
  { name: 'IPv4 leaks', bend: leaking(({ family }) => family === 4), kind: 'no-ipv4', enforces: false, says: 'no NetworkPolicy over IPv4' },
  { name: 'a node leaks', bend: leaking(({ node }) => node === 'n2'), kind: 'not-on-node', enforces: false, says: 'no NetworkPolicy on node n2' },
  { name: 'two of three nodes leak', nodes: ['n1', 'n2', 'n3'], bend: leaking(({ node }) => node !== 'n2'), kind: 'not-on-node', enforces: false, says: 'no NetworkPolicy on nodes n1 and n3' },
  { name: 'pods of one node reach each other', bend: leaking(({ placement }) => placement === 'same-node'), kind: 'only-across-nodes', enforces: false, says: 'no NetworkPolicy between pods of one node' },
  { name: 'pods of different nodes reach each other', bend: leaking(({ placement }) => placement === 'cross-node'), kind: 'only-within-nodes', enforces: false, says: 'no NetworkPolicy between nodes' },
  { name: 'Services of the same node leak', bend: leaking(({ placement, path }) => placement === 'same-node' && path === 'cluster-ip'), kind: 'enforces-partly', enforces: false, says: "no NetworkPolicy through a Service's ClusterIP, between pods of one node" },
  { name: 'egress of a node leaks for UDP', bend: leaking(({ direction, node, transport }) => direction === 'egress' && node === 'n1' && transport === 'UDP'), kind: 'enforces-partly', enforces: false, says: 'no NetworkPolicy for egress, for UDP, on node n1' },
  { name: 'this and that leaks', bend: leaking(({ direction, node, transport }) => (direction === 'egress' && node === 'n1') || (direction === 'ingress' && transport === 'UDP')), kind: 'enforces-partly', enforces: false, says: 'no single property tells which' },
  { name: 'ports are ignored', bend: leaking(({ direction }) => direction !== 'peers'), kind: 'no-ports', enforces: false, says: 'enforces who may connect, but not to which port' },
  { name: 'peers are ignored', bend: leaking(({ direction }) => direction === 'peers'), kind: 'no-peers', enforces: false, says: 'enforces to which port one may connect, but not who may' },
  { name: 'peers are ignored on a node', bend: leaking(({ direction, node }) => direction === 'peers' && node === 'n1'), kind: 'enforces-partly', enforces: false, says: 'does not enforce who may connect on node n1: 16 of 32 connections from pods that no ingress rule names got through' },
  { name: 'one end alone is asked between pods of one node', bend: leaking(({ direction, placement }) => direction === 'peers' && placement === 'same-node'), kind: 'enforces-partly', enforces: false, says: 'does not enforce who may connect between pods of one node: 16 of 32' },
  { name: 'pods that no rule names come and go', bend: (cell) => (cell.direction === 'peers' ? { state: 'now-and-then', through: 1 } : {}), kind: 'now-and-then', enforces: false, says: 'only now and then for pods that no rule names: 32 of 640 attempts' },
  { name: 'denies come and go', bend: (cell) => (cell.verdict === 'deny' && cell.node === 'n1' ? { state: 'now-and-then', through: 2 } : {}), kind: 'now-and-then', enforces: false, says: 'only now and then on node n1: 96 of 960 attempts that policy denies got through, on 48 connections' },
  { name: 'packets arrive one way', bend: (cell) => (cell.verdict === 'deny' && cell.transport === 'UDP' ? { state: 'now-and-then', through: 0 } : {}), kind: 'now-and-then', enforces: false, says: 'for UDP: packets that policy denies arrived, though no answer came back, on 48 connections' },
  { name: 'a leak, and others that come and go', bend: (cell) => (cell.direction === 'egress' && cell.verdict === 'deny' ? (cell.transport === 'TCP' ? leak : { state: 'now-and-then', through: 3 }) : {}), kind: 'no-egress', enforces: false, says: '16 of 64 connections that policy denies got through, and 16 more now and then.' },
  { name: 'a node leaks, and another comes and goes', bend: (cell) => (cell.verdict === 'deny' ? (cell.node === 'n1' ? leak : { state: 'now-and-then', through: 3 }) : {}), kind: 'enforces-nothing', enforces: false, says: '32 of 64 connections that policy denies got through, and 32 more now and then' },
  { name: 'everything is dropped', bend: dropping(() => true), kind: 'drops-everything', enforces: false, says: 'drops everything at pods that a NetworkPolicy selects: 64 of 64' },
  { name: 'everything is dropped on a node', bend: dropping(({ node }) => node === 'n2'), kind: 'drops-some', enforces: false, says: 'drops what NetworkPolicy allows on node n2: 32 of 64' },
  { name: 'UDP is dropped', bend: dropping(({ transport }) => transport === 'UDP'), kind: 'drops-some', enforces: false, says: 'drops what NetworkPolicy allows for UDP' },
  { name: 'a leak matters more than what is dropped', bend: (cell) => ({ ...only('egress')(cell), ...dropping(({ direction }) => direction === 'ingress')(cell) }), kind: 'no-egress', enforces: false, says: 'for egress' },
  { name: 'denies are rejected', bend: (cell) => ({ rejected: cell.state === 'closed' && (cell.transport === 'TCP' && cell.path === 'pod-ip') }), kind: 'enforces', enforces: true, says: 'it rejects rather than drops' },
  { name: 'some denies are rejected', bend: (cell) => ({ rejected: cell.state === 'closed' && cell.node === 'n1' }), kind: 'enforces', enforces: true, says: 'it rejects: 8 of 16 denied TCP connections between pods met a refusal, the others silence' },
  { name: 'pods were open at first', bend: (cell) => (cell.direction === 'egress' && cell.verdict === 'deny' ? { openUntilMs: cell.node === 'n1' ? 1200 : 2340 } : {}), kind: 'enforces', enforces: true, says: 'it left pods open for 2340 ms after their start (for egress)' },
  { name: 'pods had no network at first', bend: (cell) => (cell.direction === 'none' ? { openedAfterMs: 10_050 } : {}), kind: 'enforces', enforces: true, says: 'fresh pods reached nobody for 10050 ms' },
  { name: 'a Service took two seconds', bend: (cell) => (cell.path === 'cluster-ip' && cell.verdict === 'allow' ? { openedAfterMs: 2100 } : {}), kind: 'enforces', enforces: true, says: 'that were asked.' },
  { name: 'one way on a node is unknown', bend: (cell) => (cell.path === 'cluster-ip' && cell.node === 'n1' && cell.direction !== 'none' ? unknown : {}), kind: 'unknown', enforces: undefined, says: "could not be judged through a Service's ClusterIP, on node n1: no control pair covers the way" },
  { name: 'single cells are unknown', bend: (cell) => (cell.path === 'cluster-ip' && cell.transport === 'UDP' && cell.family === 6 && cell.node === cell.partner && cell.direction !== 'none' ? unknown : {}), kind: 'enforces', enforces: true, says: '10 of 224 connections could not be judged (no control pair covers the way)' },
  { name: 'nothing closed is known of a direction on a node', bend: (cell) => (cell.direction === 'egress' && cell.node === 'n2' && cell.verdict === 'deny' ? unknown : {}), kind: 'unknown', enforces: undefined, says: 'could not be judged for egress, on node n2: no control pair covers the way' },
  { name: 'nothing open is known of a direction', bend: (cell) => (cell.direction === 'ingress' && cell.verdict === 'allow' ? unknown : {}), kind: 'unknown', enforces: undefined, says: 'could not be judged for ingress: no' },
  { name: 'nothing is known', bend: () => ({ ...unknown, attempts: 0 }), kind: 'unknown', enforces: undefined, says: 'could not be judged: no control pair' },
  { name: 'unselected pods are closed', bend: () => ({ ...unknown }), kind: 'unselected-closed', enforces: undefined, says: 'Pods that no NetworkPolicy selects are closed on nodes n1 and n2, though the kubelet reaches them' },
  { name: 'pods of a node have no network', bend: (cell) => (touches('n2')(cell) ? unknown : {}), unheard: ['n2'], kind: 'no-network', enforces: undefined, says: 'Fresh pods on node n2 have no network' },
  { name: 'unselected pods of a node are closed', bend: (cell) => (touches('n2')(cell) ? unknown : {}), kind: 'unselected-closed', enforces: undefined, says: 'closed on node n2' },
  { name: 'UDP is closed for all', bend: (cell) => (cell.transport === 'UDP' ? unknown : {}), kind: 'unselected-closed', enforces: undefined, says: 'Pods that no NetworkPolicy selects are closed for UDP (32 of 64 connections): either something else' },
  { name: 'the way between nodes is cut', bend: (cell) => (cell.placement === 'cross-node' ? unknown : {}), kind: 'unselected-closed', enforces: undefined, says: 'closed between nodes (32 of 64 connections): either something else' },
  { name: 'unselected pods are closed here and there', bend: (cell) => (cell.direction === 'none' && ((cell.node === 'n1' && cell.transport === 'UDP') || (cell.node === 'n2' && cell.family === 6)) ? { ...unknown } : {}), kind: 'unselected-closed', enforces: undefined, says: 'Pods that no NetworkPolicy selects are closed (32 of 64 connections)' },
  { name: 'the network comes and goes for all', bend: (cell) => (cell.verdict === 'allow' ? { state: 'now-and-then', through: 12 } : {}), kind: 'unknown', enforces: undefined, says: 'its network comes and goes for pods that no policy selects, too (768 of 1280 attempts got through)' },
  { name: 'what is allowed comes and goes', bend: (cell) => (cell.verdict === 'allow' && cell.direction === 'ingress' && cell.node === 'n1' ? { state: 'now-and-then', through: 12 } : {}), kind: 'now-and-then', enforces: undefined, says: 'lets through what NetworkPolicy allows only now and then: 192 of 320 attempts got through, on 16 connections' },
  { name: 'what is allowed was closed once, after its pods were open to all', bend: startup(1200), kind: 'enforces', enforces: true, says: 'it left pods open for 1200 ms after their start (for ingress, on node n1); rules that allow came later than that: 16 connections were closed in between' },
  { name: 'what is allowed was closed once, and no pod was open to all', bend: startup(), kind: 'now-and-then', enforces: undefined, says: 'on 16 connections' },
  { name: 'a leak on one node, and no network on another', nodes: ['n1', 'n2', 'n3'], bend: (cell) => (touches('n2')(cell) ? unknown : cell.node === 'n1' && cell.verdict === 'deny' ? leak : {}), unheard: ['n2'], kind: 'not-on-node', enforces: false, says: 'no NetworkPolicy on node n1: 16 of 48 connections that policy denies got through; ' },
  { name: 'ports are ignored over IPv6', bend: leaking(({ direction, family }) => direction !== 'peers' && family === 6), kind: 'no-ports', enforces: false, says: 'enforces who may connect, but not to which port over IPv6' },
  { name: 'ports are ignored, and peers on one node', bend: leaking(({ direction, node }) => direction !== 'peers' || node === 'n1'), kind: 'enforces-partly', enforces: false, says: 'does not enforce all of a NetworkPolicy: all 64' },
  { name: 'nothing is known of peers', bend: (cell) => (cell.direction === 'peers' ? unknown : {}), kind: 'unknown', enforces: undefined, says: 'could not be judged for pods that no rule names' },
  { name: 'guarded pods have no way between nodes', bend: (cell) => (cell.placement === 'cross-node' && cell.direction !== 'none' ? unknown : {}), kind: 'unknown', enforces: undefined, says: 'could not be judged between nodes: no control pair' },
];

describe('diagnose()', () => {
  for (const { name, nodes = two, bend, unheard = [], kind, enforces, says } of cases) {
    it(`${kind}: ${name}`, () => {
      const diagnosis = diagnose(foundBy(nodes, bend), { unheard });
      expect(diagnosis.sentence).to.include(says);
      expect([diagnosis.kind, diagnosis.enforces]).to.deep.equal([kind, enforces]);
    });
  }

  it('says nothing of nothing', () => {
    expect(diagnose([], { unheard: [] })).to.deep.equal({ kind: 'unknown', sentence: 'Whether this cluster enforces NetworkPolicy could not be judged.' });
  });

  it('never says that it enforces where any deny leaks', () => {
    for (const [index, cell] of foundBy(two).entries()) {
      if (cell.verdict === 'allow') continue;
      const cells = foundBy(two).with(index, { ...cell, ...leak });
      expect(diagnose(cells, { unheard: [] }).enforces, JSON.stringify(cell)).to.equal(false);
    }
  });

  it('fails wherever any deny leaks, whatever else there is', () => {
    const state = fc.constantFrom<Partial<CanaryCell>>(leak, shut, unknown, { state: 'now-and-then', through: 1 }, { attempts: 0, ...unknown });
    const some = foundBy(['n1', 'n2'], () => ({}));
    fc.assert(
      fc.property(fc.array(state, { minLength: some.length, maxLength: some.length }), fc.subarray(['n1', 'n2']), (bends, unheard) => {
        const cells = some.map((cell, index) => ({ ...cell, ...bends[index] }));
        expect(diagnose(cells, { unheard }).enforces === false || !leaks(cells)).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });

  it('never says that it enforces where any allow is closed', () => {
    for (const [index, cell] of foundBy(two).entries()) {
      if (cell.verdict === 'deny' || cell.direction === 'none') continue;
      const cells = foundBy(two).with(index, { ...cell, ...shut });
      expect(diagnose(cells, { unheard: [] }).enforces, JSON.stringify(cell)).to.equal(false);
    }
  });
});
