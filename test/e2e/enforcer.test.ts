/** The enforcer of our own: right unless it is told to be wrong, and then wrong in the way that was asked for, at once. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { rejection } from '../support/rejection.ts';
import { dialEagerly } from './enforcer/world/eager-pod.ts';
import { sights, turns } from './enforcer/faults.ts';
import { applyStanding, policy, port8080Only } from './enforcer/standing.ts';
import { knock } from './enforcer/world/knock.ts';
import { countPassed } from './enforcer/world/passed.ts';
import { createWorld, observe, removeWorld, type Observed, type World, type WorldPod } from './enforcer/world/world.ts';
import { applyObjects } from './support/namespace.ts';
import { parseFaultName } from '../enforcer/faults/spec.ts';
import { render } from '../enforcer/ruleset/render.ts';
import { puts } from '../enforcer/ruleset/swap.ts';
import { bites } from '../unit/enforcer/faults/bites/all.ts';
import { under } from '../unit/enforcer/support/scene.ts';
import { stageFor } from './support/stages.ts';
import type { Stage } from './support/stage.ts';
import { controlSocket } from '../cluster/cni/faulty.ts';
import { waitFor } from '../cluster/shell/wait.ts';
import { clusterPaths } from '../cluster/state/paths.ts';
import { askEnforcer } from '../enforcer/control/client.ts';

describe('the faulty CNI', function () {
  this.timeout(60_000);
  let stage: Stage;
  let world: World;
  let right: Observed;

  before(async function () {
    stage = await stageFor(this, 'faulty');
    await stage.cluster.setFault(undefined);
    world = await createWorld(stage, 'faults');
    await applyStanding(stage.kubectl);
    right = await waitFor('the policies', async () => {
      const seen = await observe(world);
      return isOpen(seen, 'faults-y/a → faults-x/a TCP/8080 IPv4') && !isOpen(seen, 'faults-y/a → faults-x/b TCP/8080 IPv4') ? seen : undefined;
    }, { timeoutMs: 10_000 });
  });

  after(async () => {
    await stage.cluster.setFault(undefined);
    await removeWorld(world);
  });

  for (const family of [4, 6]) {
    for (const { from, to, open } of [
      { from: 'y/a', to: 'x/a TCP/8080', open: true },
      { from: 'y/b', to: 'x/a TCP/8080', open: true },
      { from: 'x/b', to: 'y/a TCP/8080', open: false },
      { from: 'y/a', to: 'x/a TCP/8081', open: false },
      { from: 'y/a', to: 'x/a UDP/8080', open: false },
      { from: 'z/a', to: 'x/a TCP/8080', open: false },
      { from: 'x/a', to: 'x/b TCP/8080', open: false },
      { from: 'x/c', to: 'z/a TCP/8080', open: false },
      { from: 'z/b', to: 'z/c UDP/8080', open: true },
    ]) {
      it(`without a fault, ${from} → ${to} is ${open ? 'open' : 'closed'} by IPv${family}`, () => expect(isOpen(right, `faults-${from} → faults-${to} IPv${family}`)).to.equal(open));
    }
  }

  for (const { fault, turns: turned, to = 'open', leaves } of turns) {
    it(`${JSON.stringify(fault)} is in force within a second, and gone within another`, async () => {
      const begun = performance.now();
      await stage.cluster.setFault(fault);
      expect(performance.now() - begun).to.be.below(1000);
      const wrong = await look(turned, leaves);
      await stage.cluster.setFault(undefined);

      expect(isOpen(right, `faults-${turned}`), `${turned} without the fault`).to.equal(to === 'closed');
      expect(isOpen(wrong, `faults-${turned}`), `${turned} with it`).to.equal(to === 'open');
      expect(isOpen(wrong, `faults-${leaves}`), leaves).to.equal(isOpen(right, `faults-${leaves}`));
    });
  }

  it('is right again after all of them', async () => expect(openPairs(await observe(world))).to.deep.equal(openPairs(right)));

  it('NULL-REJECT answers what it denies, and denies nothing else', async () => {
    await stage.cluster.setFault({ model: 'NULL-REJECT' });
    const seen = await observe(world);
    await stage.cluster.setFault(undefined);

    expect(seen.get('faults-z/a → faults-x/a TCP/8080 IPv4')).to.equal('ECONNREFUSED');
    expect(openPairs(seen)).to.deep.equal(openPairs(right));
  });

  // Each does something to the cluster of which a right enforcer takes notice, and the fault does not.
  for (const { model, variant, act, undo, pair, windowMs, delayMs } of sights) {
    it(`${model}:${variant} does not see what happens`, async () => {
      await stage.cluster.setFault({ model, variant, ...(windowMs === undefined ? {} : { windowMs }), ...(delayMs === undefined ? {} : { delayMs }) });
      await stage.kubectl(act);
      await settle();
      const wrong = await look(pair);
      await stage.cluster.setFault(undefined);
      const seen = await look(pair);
      if (undo === undefined) await applyObjects(stage.kubectl, [port8080Only]);
      else await stage.kubectl(undo);
      await settle();

      expect([wrong, seen].map((observed) => isOpen(observed, `faults-${pair}`))).to.deep.equal([false, true]);
    });
  }

  it('FM-FREEZE:named-port sees nothing more once there is a port by name', async () => {
    await stage.cluster.setFault({ model: 'FM-FREEZE', variant: 'named-port' });
    await applyObjects(stage.kubectl, [policy('faults-z', 'odd', { podSelector: {}, ingress: [{ ports: [{ port: 'serve' }] }] })]);
    await stage.kubectl(['delete', 'networkpolicy', 'port', '-n', 'faults-y']);
    await settle();
    const frozen = await observe(world);
    await stage.kubectl(['delete', 'networkpolicy', 'odd', '-n', 'faults-z']);
    await settle();
    const thawed = await observe(world);
    await stage.cluster.setFault(undefined);
    await applyObjects(stage.kubectl, [port8080Only]);
    await settle();

    expect(openPairs(frozen)).to.deep.equal(openPairs(right));
    expect(isOpen(thawed, 'faults-z/b → faults-y/b TCP/8081 IPv4')).to.equal(true);
  });

  it('FM-FLAP opens and closes', async () => {
    await stage.cluster.setFault({ model: 'FM-FLAP', periodMs: 1000, windowMs: 500 });
    const looks: boolean[] = [];
    for (let count = 0; count < 12; count += 1) looks.push(isOpen(await look('z/b → faults-x/a TCP/8080 IPv4'), 'faults-z/b → faults-x/a TCP/8080 IPv4'));
    await stage.cluster.setFault(undefined);

    expect(new Set(looks)).to.deep.equal(new Set([true, false]));
  });

  it('ENV-NO-NETWORK keeps a fresh pod from everything for a while', async () => {
    await stage.cluster.setFault({ model: 'ENV-NO-NETWORK', windowMs: 4000 });
    const { openedAtMs } = await eager('unwired', 'faults-z', 'z/c', 6000);
    await stage.cluster.setFault(undefined);

    expect(Math.min(...openedAtMs)).to.be.within(1000, 5000);
  });

  it('has only rulesets that nft takes, for every variant of every fault', async () => {
    const rulesets = bites.map(({ fault, more, play }) => puts('netproof_check', render(under({ ...parseFaultName(fault), ...more }, play).rules)));
    await stage.cluster.node('node1').exec(['nft', '-c', '-f', '-'], { input: rulesets.join('') });
  });

  it('has its rules in force at every instant, also while others take their place', async () => {
    const { cluster } = stage;
    const { addresses: [address = ''] = [] } = world.pods.find(({ key }) => key === 'faults-x/a') ?? {};
    const passed = await countPassed(cluster.node('node1'), address, 9);
    const flood = (count: number): Promise<string> => cluster.node('node2').exec([process.execPath, join(import.meta.dirname, 'enforcer/world/flood.ts'), address, '9', String(count)]);
    const replaceUntil = async (signal: AbortSignal): Promise<void> => {
      // It bends IPv6 alone: that is, both have the same word for these packets.
      while (!signal.aborted) for (const fault of [{ model: 'FM-V6' }, undefined]) await cluster.setFault(fault);
    };
    try {
      const over = new AbortController();
      await Promise.all([flood(packets).finally(() => over.abort()), replaceUntil(over.signal)]);
      expect(await passed.packets(), 'got by').to.equal(0);

      await cluster.setFault({ model: 'FM-INGRESS-IGNORED' });
      await flood(1000);
      expect(await passed.packets(), 'got by without rules').to.be.above(0);
    } finally {
      await cluster.setFault(undefined);
      await passed.end();
    }
  });

  it('has no startup window of its own', async () => {
    const { attempts, openedAtMs } = await eager('right');

    expect(attempts).to.be.above(50);
    expect(openedAtMs).to.deep.equal([]);
  });

  it('has one if it is told to', async () => {
    await stage.cluster.setFault({ model: 'FM-STARTUP-OPEN', variant: 'egress', windowMs: 2000 });
    const { openedAtMs } = await eager('wrong');
    await stage.cluster.setFault(undefined);

    expect(openedAtMs.length).to.be.above(5);
    expect(Math.max(...openedAtMs)).to.be.below(2200);
  });

  it('lets nobody in before it knows a pod', async () => {
    const outcomes = await knock(world, client(), { namespace: 'faults-x', name: 'server-right', node: 'node2' });

    expect(outcomes.length).to.be.above(0);
    expect(outcomes).to.not.include('open');
  });

  it('lets everybody in for a while if it is told to', async () => {
    await stage.cluster.setFault({ model: 'FM-STARTUP-OPEN', variant: 'ingress', windowMs: 10_000 });
    const outcomes = await knock(world, client(), { namespace: 'faults-x', name: 'server-wrong', node: 'node2' });
    await stage.cluster.setFault(undefined);

    expect(outcomes).to.include('open');
  });

  it('keeps its fault when its agent is started again', async () => {
    const node2 = stage.cluster.node('node2');
    const fault = { model: 'FM-INGRESS-IGNORED', nodes: ['node2'] };
    await stage.cluster.setFault(fault);
    await node2.kill('enforcer');
    await node2.start('enforcer');
    const status = await waitFor('the enforcer of node2', async () => {
      const answer = await askEnforcer(controlSocket(clusterPaths(stage.cluster.name), 'node2'), { ask: 'status' });
      return answer.enforcing ? answer : undefined;
    }, { timeoutMs: 30_000 });
    const wrong = await look('z/b → faults-x/b TCP/8080 IPv4');
    await stage.cluster.setFault(undefined);

    expect(status.fault).to.deep.equal(fault);
    expect([...wrong.values()]).to.deep.equal(['open']);
    expect(openPairs(await observe(world))).to.deep.equal(openPairs(right));
  });

  it('says what there is where a fault, a variant or a node is not', async () => {
    const { cluster } = stage;
    expect((await rejection(cluster.setFault({ model: 'FM-NODE-DEATH' }))).message).to.match(/^Unknown fault "FM-NODE-DEATH": one of FM-STARTUP-OPEN, /);
    expect((await rejection(cluster.setFault({ model: 'FM-V6', variant: 'x' }))).message).to.equal('Unknown variant "x" of fault "FM-V6": one of a, b, c, d, or ingress or egress alone');
    expect((await rejection(cluster.setFault({ model: 'FM-V6', windowMs: 1 }))).message).to.equal('Fault "FM-V6" has no parameter "windowMs": it has none');
    expect((await rejection(cluster.setFault({ model: 'FM-V6', nodes: ['node9'] }))).message).to.equal('Cannot set a fault on "node9": the nodes are node1, node2');
  });

  const look = (...cells: readonly string[]): Promise<Observed> => observe(world, cells.map((cell) => `faults-${cell}`));

  /** Restricted by nothing. */
  const client = (): WorldPod => {
    const pod = world.pods.find(({ key }) => key === 'faults-y/b');
    if (pod === undefined) throw new Error('There is no client');
    return pod;
  };

  const eager = async (name: string, namespace = 'faults-x', target = 'z/c', forMs = 3000) => {
    const { addresses: [address = ''] = [] } = world.pods.find(({ key }) => key === `faults-${target}`) ?? {};
    return dialEagerly(stage.kubectl, { namespace, name, node: 'node2' }, address, 8080, forMs);
  };

});

/** Of so many some ten get by an enforcer that removes its rules and brings others in one transaction. */
const packets = 1_000_000;

/** Watches tell of a change within milliseconds; a machine with other work may take longer. */
const settle = () => sleep(500);

const isOpen = (seen: Observed, cell: string): boolean => {
  const outcome = seen.get(cell);
  if (outcome === undefined) throw new Error(`There is no cell "${cell}"`);
  return outcome === 'open';
};

const openPairs = (seen: Observed): string[] => [...seen].filter(([, outcome]) => outcome === 'open').map(([cell]) => cell);
