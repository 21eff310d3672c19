import { expect } from 'chai';
import { parsePlan } from '../../../../probes/plan.ts';
import type { Instance } from '../../../../src/conformance/world/instances.ts';
import { labelsOf } from '../../../../src/conformance/world/world.ts';
import type { BatteryRun } from '../../../../src/run/conformance/context.ts';
import { dialId, phaseOf, worldDial, worldPod, worldProbe } from '../../../../src/run/conformance/members.ts';
import { cellBetween } from '../../conformance/judge/sights.ts';

const run: BatteryRun = { id: 'r', secret: 's', heart: 'netproof-r', periodMs: 400 };
const names = { x: 'r-1x', y: 'r-1y', z: 'r-1z' };
const instance: Instance = { key: 'y/b', label: 'y/b', node: 'node1' };
const pod = worldPod(run, instance, names, labelsOf('y/b'), '0');
const cell = cellBetween('y/b', 'x/a');
const to = { id: 'c0.0.400', address: '10.1.0.5', port: 8080, periodMs: 400, phaseMs: 150 };

describe('worldPod()', () => {
  it('is a pod of the set’s namespace, with the world’s labels and ports, on its node', () => {
    expect(pod).to.deep.include({ namespace: 'r-1y', labels: { pod: 'b', app: 'api' }, node: 'node1', serves: ['y/b'], gated: false });
    expect(pod.listen).to.deep.equal([{ protocol: 'tcp', port: 8080 }, { protocol: 'tcp', port: 8081 }, { protocol: 'udp', port: 8080 }]);
    expect(pod.ports?.find(({ name }) => name === 'serve')?.port).to.equal(8081);
  });

  const others: readonly { readonly name: string; readonly pod: { readonly name: string } }[] = [
    { name: 'the next pod of the same instance', pod: worldPod(run, instance, names, labelsOf('y/b'), '1') },
    { name: 'another instance', pod: worldPod(run, { ...instance, label: 'y/c' }, names, labelsOf('y/b'), '0') },
    { name: 'another run', pod: worldPod({ ...run, secret: 't' }, instance, names, labelsOf('y/b'), '0') },
  ];
  for (const { name, pod: other } of others) it(`has another name than ${name}`, () => expect(other.name).to.not.equal(pod.name));
});

describe('worldProbe()', () => {
  it('takes orders, hears itself, and begins with nothing', () => {
    const probe = worldProbe(run, pod, 60_000);
    expect(probe).to.deep.include({ run: 'r', pod: pod.name, takesOrders: true, selfDial: true, dials: [], lifeMs: 60_000 });
    expect(parsePlan(JSON.stringify(probe))).to.deep.equal(probe);
  });

  it('dials at once what it is told', () => expect(worldProbe(run, pod, 1, [worldDial(run, cell, to)]).dials).to.have.length(1));
});

describe('worldDial()', () => {
  it('dials its address for ever at its pace, by TCP or UDP', () => {
    expect(worldDial(run, cell, to)).to.deep.include({ id: 'c0.0.400', prober: 'tcp', speak: 'echo', address: '10.1.0.5', port: 8080, pausesMs: [400], repeat: true, phaseMs: 150 });
    expect(worldDial(run, cellBetween('y/b', 'x/a', { transport: 'UDP' }), to)).to.include({ prober: 'udp' });
  });

  for (const [periodMs, timeoutMs] of [[450, 158], [900, 315], [5000, 1500]] as const) {
    it(`gives up an attempt after ${timeoutMs} ms, at one in ${periodMs} ms`, () => expect(worldDial(run, cell, { ...to, periodMs }).timeoutMs).to.equal(timeoutMs));
  }

  it('never uses a nonce for another address or dial', () => {
    const nonces = [to, { ...to, address: '10.1.0.6' }, { ...to, id: 'c1.0.400' }].map((one) => {
      const dial = worldDial(run, cell, one);
      return 'nonce' in dial ? dial.nonce : '';
    });
    expect(new Set(nonces).size).to.equal(3);
  });
});

describe('phaseOf()', () => {
  it('keeps the cells of a set in step, and sets apart', () => expect([0, 1, 2, 3].map((set) => phaseOf(set, 0, 450))).to.deep.equal([0, 167, 333, 49]));

  it('spreads the cells of a set over the period: none of 54 is further than 23 ms from the next', () => {
    const phases = Array.from({ length: 54 }, (_, index) => phaseOf(0, index, 450)).toSorted((one, other) => one - other);
    const gaps = phases.map((phase, index) => (phases[index + 1] ?? 450) - phase);
    expect(Math.max(...gaps)).to.be.at.most(23);
  });
});

describe('dialId()', () => {
  it('is another for another cell, another pod behind it, another pace and another moment', () => {
    const beat = { periodMs: 400, phaseMs: 0 };
    expect(new Set([dialId(0, 0, beat), dialId(1, 0, beat), dialId(0, 1, beat), dialId(0, 0, { ...beat, periodMs: 800 }), dialId(0, 0, { ...beat, phaseMs: 100 })]).size).to.equal(5);
  });
});
