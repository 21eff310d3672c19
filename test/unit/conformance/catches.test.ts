import { expect } from 'chai';
import type { ConformanceCase } from '../../../src/conformance/case/case.ts';
import { faultsIn } from '../../enforcer/faults/in-source.ts';
import { cases } from './support/cases.ts';
import { catchesAt } from './support/catches.ts';
import { faultNames, specOf } from './support/faults.ts';

/** Faults that no case can show, and why. */
const outOfReach: Readonly<Record<string, string>> = {
  'FM-RESTART:a': 'an agent must be started again',
  'FM-RESTART:b': 'an agent must be started again',
  'FM-RESTART:c': 'an agent must be started again',
  'FM-RESTART:d': 'an agent must be started again',
  'FM-SELECTOR-OP:b': 'the world has nobody outside of the cluster',
  'FM-PROTO:e': 'SCTP cannot be dialled',
  'FM-PROTO:f': 'the world has no port 53',
  'NULL-REJECT:reset': 'is no fault',
  'NULL-REJECT:prohibit': 'is no fault',
  'NULL-REJECT:drop': 'is no fault',
  'ENV-NO-NETWORK:all': 'is no fault of policy',
  'ENV-NOT-LISTENING:all': 'is no fault of policy',
  'ENV-DNS-BROKEN:all': 'is no fault of policy',
};

const seekers = new Map<string, readonly ConformanceCase[]>();
for (const given of cases) for (const fault of faultsIn(given.source)) seekers.set(fault, [...(seekers.get(fault) ?? []), given]);

describe('the cases of the battery, against the enforcer', () => {
  for (const [fault, seeking] of seekers) {
    it(`see ${fault}: ${seeking.map(({ id }) => id).join(', ')}`, function () {
      this.timeout(20_000);
      expect(faultNames).to.include(fault);
      expect(seeking.filter((given) => catchesAt(given, specOf(fault)) === undefined).map(({ id }) => id), 'do not').to.deep.equal([]);
      for (const node of ['node1', 'node2']) expect(seeking.some((given) => catchesAt(given, { ...specOf(fault), nodes: [node] }) !== undefined), `on ${node} alone`).to.equal(true);
    });
  }

  it('look for every fault that they can show', () => {
    expect(faultNames.filter((name) => !seekers.has(name))).to.have.members(Object.keys(outOfReach));
  });

  for (const [name, fault] of [['the enforcer is right', undefined], ['it is late and refuses', specOf('NULL-REJECT:reset')]] as const) {
    it(`see nothing where ${name}`, function () {
      this.timeout(20_000);
      expect(cases.filter((given) => catchesAt(given, fault) !== undefined).map(({ id }) => id)).to.deep.equal([]);
    });
  }
});
