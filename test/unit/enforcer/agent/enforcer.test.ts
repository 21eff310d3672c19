import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Enforcer } from '../../../enforcer/agent/enforcer.ts';
import { rejection } from '../../../support/rejection.ts';
import { node1, pod, policy, view } from '../support/scene.ts';

const isolated = view([pod('a', 1)], [policy({ podSelector: {}, policyTypes: ['Ingress'] })]);

const createWorld = () => {
  const loaded: string[] = [];
  const world = { node: node1, arrivals: new Map<string, number>(), now: () => 0, load: async (ruleset: string) => void loaded.push(ruleset), forget: async () => {} };
  return { loaded, world };
};

describe('Enforcer', () => {
  it('enforces only once it knows the cluster', async () => {
    const { loaded, world } = createWorld();
    const enforcer = new Enforcer(world, undefined);
    await enforcer.refresh();
    expect([enforcer.isEnforcing, loaded.length]).to.deep.equal([false, 0]);
    await enforcer.observe(isolated);
    expect([enforcer.isEnforcing, loaded.length]).to.deep.equal([true, 1]);
  });

  it('loads a burst of changes once, and nothing where nothing changes', async () => {
    const { loaded, world } = createWorld();
    const enforcer = new Enforcer(world, undefined);
    await Promise.all([enforcer.observe(view([], [])), enforcer.observe(view([pod('b', 2)], [])), enforcer.observe(isolated)]);
    await enforcer.observe(isolated);
    expect(loaded).to.have.length(1);
    expect(loaded[0]).to.include('10.244.1.1');
  });

  it('has a fault in force when setting it is over, and none when that is', async () => {
    const { loaded, world } = createWorld();
    const enforcer = new Enforcer(world, undefined);
    await enforcer.observe(isolated);
    await enforcer.setFault({ model: 'FM-INGRESS-IGNORED' });
    await enforcer.setFault(undefined);
    expect(loaded.map((text) => text.includes('jump lane'))).to.deep.equal([true, false, true]);
  });

  it('goes on as before after a fault that there is not', async () => {
    const { loaded, world } = createWorld();
    const enforcer = new Enforcer(world, { model: 'CLOSED' });
    await enforcer.observe(isolated);
    expect((await rejection(enforcer.setFault({ model: 'FM-NO' }))).message).to.match(/^Unknown fault/);
    expect(enforcer.fault).to.deep.equal({ model: 'CLOSED' });
    expect(loaded).to.have.length(1);
  });

  it('loads again what was in force before a load that failed half-way', async () => {
    const { loaded, world } = createWorld();
    let fails = false;
    const load = async (ruleset: string): Promise<void> => (fails ? Promise.reject(new Error('no')) : world.load(ruleset));
    const enforcer = new Enforcer({ ...world, load }, undefined);
    await enforcer.observe(isolated);
    fails = true;
    expect((await rejection(enforcer.setFault({ model: 'FM-INGRESS-IGNORED' }))).message).to.equal('no');
    fails = false;
    await enforcer.setFault(undefined);
    expect([enforcer.isEnforcing, loaded.length, loaded[0] === loaded[1]]).to.deep.equal([true, 2, true]);
  });

  it('tries again by itself after a load that failed', async () => {
    const { loaded, world } = createWorld();
    let fails = true;
    const load = async (ruleset: string): Promise<void> => (fails ? Promise.reject(new Error('no')) : world.load(ruleset));
    const enforcer = new Enforcer({ ...world, load }, undefined);
    expect((await rejection(enforcer.observe(isolated))).message).to.equal('no');
    fails = false;
    await sleep(300);
    expect([enforcer.isEnforcing, loaded.length]).to.deep.equal([true, 1]);
  });
});
