import { expect } from 'chai';
import { createCircuit } from '../../../../src/cluster/requests/circuit.ts';
import { fakeClock } from './clock.ts';

describe('createCircuit()', () => {
  const limits = { brokenAfterMs: 1000, failures: 3, trialEveryMs: 500 };
  const failing = (times: number, everyMs: number) => {
    const clock = fakeClock();
    const circuit = createCircuit(limits, clock);
    for (let i = 0; i < times; i += 1) {
      circuit.failed();
      clock.pass(everyMs);
    }
    return { clock, circuit };
  };

  const cases = [
    { name: 'many failures in a short time', times: 9, everyMs: 100, expected: undefined },
    { name: 'few failures in a long time', times: 2, everyMs: 5000, expected: undefined },
    { name: 'enough failures for long enough', times: 3, everyMs: 400, expected: 1200 },
  ];
  for (const { name, times, everyMs, expected } of cases) {
    it(`is ${expected === undefined ? 'whole' : 'broken'} after ${name}`, () => {
      expect(failing(times, everyMs).circuit.brokenForMs()).to.equal(expected);
    });
  }

  it('forgets an outage after which nobody asked for long', () => {
    const { circuit, clock } = failing(9, 400);
    expect(circuit.brokenForMs()).to.be.above(limits.brokenAfterMs);
    clock.pass(2 * limits.brokenAfterMs);
    expect([circuit.mayTry(), circuit.mayTry(), circuit.brokenForMs()]).to.deep.equal([true, true, undefined]);
  });

  it('is whole again after one success', () => {
    const { circuit } = failing(9, 400);
    circuit.succeeded();
    expect([circuit.brokenForMs(), circuit.mayTry(), circuit.heard()]).to.deep.equal([undefined, true, true]);
  });

  it('lets one try every so often while it is broken', () => {
    const { circuit, clock } = failing(3, 400);
    const answers = [circuit.mayTry(), circuit.mayTry()];
    clock.pass(499);
    answers.push(circuit.mayTry());
    clock.pass(1);
    answers.push(circuit.mayTry(), circuit.mayTry());
    expect(answers).to.deep.equal([true, false, false, true, false]);
  });
});
