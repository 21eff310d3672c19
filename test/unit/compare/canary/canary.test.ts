/** From recorded attempts to the diagnosis: every fault is a network that answers differently. */
import { expect } from 'chai';
import { compare } from '../../../../src/compare/compare.ts';
import type { PodPlan } from '../../../../src/model/plan.ts';
import type { CanaryCell, CanaryReport } from '../../../../src/model/report.ts';
import { aliveMs, canaryRecording, closed, isOpenPort, open } from '../../../support/canary-world.ts';
import type { Connection, World } from '../../../support/canary-world.ts';

const strict = { strict: false };
const canaryOf = (world: World): CanaryReport => {
  const { canary } = compare(canaryRecording(world), strict);
  if (canary === undefined) throw new Error('there is no canary');
  return canary;
};
const isPolicys = ({ dial: { purpose } }: Connection): boolean => purpose.kind === 'cell';
const when = (which: (connection: Connection) => boolean, spans: typeof open): World => ({ meets: (connection) => (isPolicys(connection) && which(connection) ? spans : undefined) });
/** Of the cells' own dials; the controls have other ports. */
const isClosedPort = ({ dial }: Connection): boolean => dial.purpose.kind === 'cell' && !isOpenPort(dial);
const guarded = (pod: PodPlan | undefined): boolean => pod !== undefined && Object.hasOwn(pod.labels, 'netproof.dev/canary');
const isDenied = (connection: Connection): boolean => (guarded(connection.from) || guarded(connection.to)) && (isClosedPort(connection) || (guarded(connection.from) && guarded(connection.to)));
/** Some of what is denied closes five seconds after the rest. */
const late = (which: (connection: Connection) => boolean, untilMs: number): World => ({
  untilMs,
  meets: (connection) => (isPolicys(connection) && isDenied(connection) ? [['echo', 0, which(connection) ? 5000 : 200], ['timed-out', which(connection) ? 5000 : 200, aliveMs]] : undefined),
});
const isVirtual = ({ dial }: Connection): boolean => dial.address.startsWith('10.96.') || dial.address.startsWith('fd96:');

const isDeniedService = (cell: CanaryCell): boolean => cell.path === 'cluster-ip' && cell.verdict === 'deny' && cell.direction === 'ingress';

const cases: readonly { name: string; world: World; kind: string; exit: number }[] = [
  { name: 'an enforcer that is right', world: {}, kind: 'enforces', exit: 0 },
  { name: 'one node', world: { nodes: ['n1'] }, kind: 'enforces', exit: 0 },
  { name: 'three nodes', world: { nodes: ['n1', 'n2', 'n3'] }, kind: 'enforces', exit: 0 },
  { name: 'a cluster with IPv4 alone', world: { families: [4] }, kind: 'enforces', exit: 0 },
  { name: 'no enforcer', world: when(() => true, open), kind: 'enforces-nothing', exit: 1 },
  { name: 'no enforcer on one node', world: when(({ from, to }) => (guarded(to) ? to?.node === 'n2' : from.node === 'n2'), open), kind: 'not-on-node', exit: 1 },
  { name: 'no egress', world: when(({ from, to }) => guarded(from) && !guarded(to), open), kind: 'no-egress', exit: 1 },
  { name: 'no ingress', world: when(({ from, to }) => !guarded(from) && guarded(to), open), kind: 'no-ingress', exit: 1 },
  { name: 'no UDP', world: when(({ dial }) => dial.transport === 'UDP', open), kind: 'no-udp', exit: 1 },
  { name: 'no ports', world: when((connection) => isClosedPort(connection), open), kind: 'no-ports', exit: 1 },
  { name: 'all dropped', world: when(({ from, to }) => guarded(from) || guarded(to), closed), kind: 'drops-everything', exit: 1 },
  { name: 'a hole every now and then', world: when((connection) => isClosedPort(connection) && guarded(connection.to), [['timed-out', 0, 2500], ['echo', 2500, 2600], ['timed-out', 2600, aliveMs]]), kind: 'now-and-then', exit: 1 },
  { name: 'a default deny for the whole cluster', world: { meets: ({ to }) => (to === undefined ? undefined : closed) }, kind: 'unselected-closed', exit: 3 },
  { name: 'a node whose fresh pods are cut off', world: { meets: ({ from, to }) => (from.node === 'n2' || to?.node === 'n2' ? closed : undefined), heard: ({ node }) => node !== 'n2' }, kind: 'no-network', exit: 3 },
  { name: 'pods of a node that did not start', world: { failed: ({ node }) => (node === 'n2' ? 'ErrImageNeverPull' : undefined) }, kind: 'unknown', exit: 3 },
];

describe('the canary, from packets to exit code', function () {
  this.timeout(10_000);
  for (const { name, world, kind, exit } of cases) {
    it(`calls ${name} ${kind} and exits with ${exit}`, () => {
      const report = compare(canaryRecording(world), strict);
      expect([report.canary?.diagnosis.kind, report.exitCode], report.canary?.diagnosis.sentence).to.deep.equal([kind, exit]);
      expect(report.headline).to.equal(report.canary?.diagnosis.sentence);
    });
  }

  it('leaves out a family that nobody has', () => {
    expect(new Set(canaryOf({ families: [4] }).cells.map(({ family }) => family))).to.deep.equal(new Set([4]));
    expect(canaryOf({}).cells).to.have.lengthOf(224);
    expect(canaryOf({ nodes: ['n1'] }).cells).to.have.lengthOf(56);
  });

  it('does not take a Service without endpoints for an enforcer', () => {
    const { cells, diagnosis } = canaryOf(when((connection) => isVirtual(connection) && guarded(connection.to), [['refused', 0, aliveMs]]));
    expect(cells.filter(isDeniedService).every(({ state }) => state === 'closed')).to.equal(true);
    expect([diagnosis.kind, diagnosis.enforces]).to.deep.equal(['drops-some', false]);
  });

  it('believes a closed Service only once what it allows has got through for a while', () => {
    const lately: World = { meets: (connection) => (isPolicys(connection) && isVirtual(connection) && guarded(connection.to) && !isClosedPort(connection) && !guarded(connection.from) ? [['refused', 0, aliveMs - 600], ['echo', aliveMs - 600, aliveMs + 2000]] : undefined) };
    expect(new Set(canaryOf(lately).cells.filter(isDeniedService).map(({ state }) => state))).to.deep.equal(new Set(['unknown']));
  });

  it('does not take a Service that waited for its endpoint for an enforcer that comes and goes', () => {
    const world = when((connection) => isVirtual(connection) && guarded(connection.to) && !guarded(connection.from), open);
    const meets: World['meets'] = (connection) => {
      if (world.meets?.(connection) === undefined) return undefined;
      return isClosedPort(connection) ? [['refused', 0, 1600], ['echo', 1600, 2600], ['timed-out', 2600, aliveMs]] : [['refused', 0, 1600], ['echo', 1600, aliveMs]];
    };
    const { diagnosis } = canaryOf({ meets });
    expect(diagnosis.sentence).to.include("it left pods open for 2300 ms after their start (for ingress, through a Service's ClusterIP)");
    expect(diagnosis.kind).to.equal('enforces');
  });

  it('takes no enforcer that writes its rules one after the other for one that leaves some out', () => {
    for (const which of [({ dial }: Connection) => dial.transport === 'TCP', ({ dial }: Connection) => dial.family === 6, ({ from, to }: Connection) => from.node === to?.node]) {
      for (const untilMs of [1600, 2000, 4000]) expect(canaryOf(late(which, untilMs)).diagnosis.enforces, String(untilMs)).to.equal(undefined);
      expect(canaryOf(late(which, aliveMs)).diagnosis.kind).to.equal('enforces');
    }
  });

  it('knows that the rules for a Service come to each node at its own time', () => {
    const uneven: World = {
      meets: (connection) => {
        if (!isPolicys(connection) || !isVirtual(connection)) return undefined;
        const fromMs = connection.from.node === 'n2' ? 2400 : 200;
        return isDenied(connection) ? [['refused', 0, fromMs], ['echo', fromMs, 3800], ['timed-out', 3800, aliveMs]] : [['refused', 0, fromMs], ['echo', fromMs, aliveMs]];
      },
    };
    expect(canaryOf(uneven).diagnosis.kind).to.equal('enforces');
  });

  it('takes a pod that had no network at first, and was open then, for one that was open at first', () => {
    const fresh: World = {
      meets: (connection) => {
        if (connection.to === undefined) return undefined;
        return isPolicys(connection) && isDenied(connection) ? [['timed-out', 0, 1500], ['echo', 1500, 2500], ['timed-out', 2500, aliveMs]] : [['timed-out', 0, 1500], ['echo', 1500, aliveMs]];
      },
    };
    const { diagnosis } = canaryOf(fresh);
    expect(diagnosis.kind, diagnosis.sentence).to.equal('enforces');
    expect(diagnosis.sentence).to.include('it left pods open for 2450 ms after their start');
  });

  it('tells rejecting from dropping', () => {
    const { diagnosis } = canaryOf(when((connection) => isClosedPort(connection) && (guarded(connection.to) || guarded(connection.from)), [['timed-out', 0, 2000], ['refused', 2000, 2100], ['timed-out', 2100, aliveMs]]));
    expect(diagnosis.sentence).to.include('it rejects rather than drops');
  });

  it('counts from the start of the pod that policy selects', () => {
    const world: World = { ...when((connection) => isClosedPort(connection) && guarded(connection.to), [['echo', 0, 400], ['timed-out', 400, aliveMs]]), olderMs: 2000 };
    const { diagnosis, cells } = canaryOf(world);
    expect(Math.max(...cells.map(({ openUntilMs = 0 }) => openUntilMs))).to.equal(2350);
    expect(diagnosis.sentence).to.include('it left pods open for 2350 ms after their start (for ingress)');
    const peers = when(({ from, to }) => guarded(from) && guarded(to), [['echo', 0, 400], ['timed-out', 400, aliveMs]]);
    expect(Math.max(...canaryOf({ ...peers, olderMs: 2000 }).cells.map(({ openUntilMs = 0 }) => openUntilMs))).to.be.within(2200, 2400);
    expect(compare(canaryRecording(world), { strict: true }).exitCode).to.equal(1);
    expect(compare(canaryRecording(world), strict).exitCode).to.equal(0);
  });
});
