/** The enforcer of our own: right unless it is told to be wrong, and then wrong in the way that was asked for, at once. */
import { expect } from 'chai';
import { rejection } from '../support/rejection.ts';
import { dialEagerly } from './enforcer/world/eager-pod.ts';
import { createWorld, observe, removeWorld, type Observed, type World } from './enforcer/world/world.ts';
import { applyObjects } from './support/namespace.ts';
import { stageFor } from './support/stages.ts';
import type { Stage } from './support/stage.ts';
import { waitFor } from '../cluster/shell/wait.ts';

const policies = (namespace: string): object[] => [
  policy(namespace, 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  policy(namespace, 'allow', { podSelector: { matchLabels: { pod: 'a' } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }], ports: [{ port: 8080 }] }] }),
];

const policy = (namespace: string, name: string, spec: object): object => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });

describe('the faulty CNI', function () {
  this.timeout(60_000);
  let stage: Stage;
  let world: World;
  let right: Observed;

  before(async function () {
    stage = await stageFor(this, 'faulty');
    await stage.cluster.setFault(undefined);
    world = await createWorld(stage, 'faults');
    await applyObjects(stage.kubectl, policies('faults-x'));
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
      { from: 'y/a', to: 'x/a TCP/8081', open: false },
      { from: 'y/a', to: 'x/a UDP/8080', open: false },
      { from: 'z/a', to: 'x/a TCP/8080', open: false },
      { from: 'x/a', to: 'x/b TCP/8080', open: false },
      { from: 'x/c', to: 'z/a TCP/8080', open: false },
      { from: 'z/c', to: 'y/b UDP/8080', open: true },
    ]) {
      it(`without a fault, ${from} → ${to} is ${open ? 'open' : 'closed'} by IPv${family}`, () => expect(isOpen(right, `faults-${from} → faults-${to} IPv${family}`)).to.equal(open));
    }
  }

  // Each pair is closed without the fault; the others show that it does no more than it says.
  for (const { fault, opens, leaves } of [
    { fault: { model: 'FM-NODE-DEAD', nodes: ['node2'] }, opens: 'y/a → faults-x/b TCP/8080 IPv4', leaves: 'y/a → faults-x/c TCP/8080 IPv4' },
    { fault: { model: 'FM-INGRESS-IGNORED' }, opens: 'z/a → faults-x/a TCP/8080 IPv6', leaves: 'x/a → faults-y/a TCP/8080 IPv6' },
    { fault: { model: 'FM-EGRESS-IGNORED', family: 4 }, opens: 'x/a → faults-y/a TCP/8080 IPv4', leaves: 'x/a → faults-y/a TCP/8080 IPv6' },
    { fault: { model: 'FM-PROTO', variant: 'a' }, opens: 'y/a → faults-x/a UDP/8080 IPv4', leaves: 'y/a → faults-x/a TCP/8081 IPv4' },
    { fault: { model: 'FM-SAMENODE-OPEN' }, opens: 'z/a → faults-x/a TCP/8080 IPv4', leaves: 'z/b → faults-x/a TCP/8080 IPv4' },
    { fault: { model: 'FM-SAMENODE-SVC' }, opens: 'z/a → faults-x/a by Service IPv4', leaves: 'z/a → faults-x/a TCP/8080 IPv4' },
    { fault: { model: 'FM-V6', variant: 'a' }, opens: 'z/a → faults-x/a TCP/8080 IPv6', leaves: 'z/a → faults-x/a TCP/8080 IPv4' },
  ] as const) {
    it(`${JSON.stringify(fault)} is in force within a second, and gone within another`, async () => {
      const begun = performance.now();
      await stage.cluster.setFault(fault);
      expect(performance.now() - begun).to.be.below(1000);
      const wrong = await observe(world);
      await stage.cluster.setFault(undefined);
      const after = await observe(world);

      expect(isOpen(wrong, `faults-${opens}`), opens).to.equal(true);
      expect(isOpen(wrong, `faults-${leaves}`), leaves).to.equal(false);
      expect(openPairs(after)).to.deep.equal(openPairs(right));
    });
  }

  for (const [model, open] of [['CLOSED', 'z/a → faults-y/a TCP/8080 IPv4'], ['ALL-CLOSED', 'z/a → faults-z/a TCP/8080 IPv4']] as const) {
    it(`${model} closes what is allowed`, async () => {
      await stage.cluster.setFault({ model });
      const seen = await observe(world);
      await stage.cluster.setFault(undefined);

      expect(isOpen(seen, 'faults-y/a → faults-x/a TCP/8080 IPv4')).to.equal(false);
      expect(isOpen(seen, `faults-${open}`)).to.equal(true);
    });
  }

  it('NULL-REJECT answers what it denies, and denies nothing else', async () => {
    await stage.cluster.setFault({ model: 'NULL-REJECT' });
    const seen = await observe(world);
    await stage.cluster.setFault(undefined);

    expect(seen.get('faults-z/a → faults-x/a TCP/8080 IPv4')).to.equal('ECONNREFUSED');
    expect(openPairs(seen)).to.deep.equal(openPairs(right));
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

  it('keeps its fault when its agent is started again', async () => {
    const node2 = stage.cluster.node('node2');
    await stage.cluster.setFault({ model: 'FM-INGRESS-IGNORED', nodes: ['node2'] });
    await node2.kill('enforcer');
    await node2.start('enforcer');
    // What a rule allows has to be learnt before a rule can show that it is ignored.
    await applyObjects(stage.kubectl, [policy('faults-x', 'late', { podSelector: {}, ingress: [] })]);
    await waitFor('the agent to be wrong again', async () => isOpen(await observe(world), 'faults-z/a → faults-x/b TCP/8080 IPv4'), { timeoutMs: 10_000 });
    await stage.cluster.setFault(undefined);
    expect(openPairs(await observe(world))).to.deep.equal(openPairs(right));
  });

  it('says what there is where a fault, a variant or a node is not', async () => {
    const { cluster } = stage;
    expect((await rejection(cluster.setFault({ model: 'FM-NODE-DEATH' }))).message).to.match(/^Unknown fault "FM-NODE-DEATH": one of FM-STARTUP-OPEN, /);
    expect((await rejection(cluster.setFault({ model: 'FM-V6', variant: 'x' }))).message).to.equal('Unknown variant "x" of fault "FM-V6": one of a, b, c, d, or ingress or egress alone');
    expect((await rejection(cluster.setFault({ model: 'FM-V6', windowMs: 1 }))).message).to.equal('Fault "FM-V6" has no parameter "windowMs": it has none');
    expect((await rejection(cluster.setFault({ model: 'FM-V6', nodes: ['node9'] }))).message).to.equal('Cannot set a fault on "node9": the nodes are node1, node2');
  });

  const eager = async (name: string) => {
    const target = world.pods.find(({ key }) => key === 'faults-y/a');
    return dialEagerly(stage.kubectl, { namespace: 'faults-x', name, node: 'node2' }, target?.addresses[0] ?? '', 8080, 3000);
  };
});

const isOpen = (seen: Observed, cell: string): boolean => {
  const outcome = seen.get(cell);
  if (outcome === undefined) throw new Error(`There is no cell "${cell}"`);
  return outcome === 'open';
};

const openPairs = (seen: Observed): string[] => [...seen].filter(([, outcome]) => outcome === 'open').map(([cell]) => cell);
