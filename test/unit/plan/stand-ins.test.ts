import { expect } from 'chai';
import { usableNodes } from '../../../src/plan/placement.ts';
import { createStandInRegistry } from '../../../src/plan/stand-ins.ts';
import type { StandInNeed } from '../../../src/plan/targets/resolution.ts';
import { aSnapshot } from '../../support/snapshot.ts';

const need = (port: number, name?: string, fields: Partial<StandInNeed> = {}): StandInNeed => ({ namespace: 'shop', labels: { app: 'web' }, transport: 'TCP', port, ...(name === undefined ? {} : { name }), ...fields });
const podsFor = (...needs: readonly StandInNeed[]) => {
  const registry = createStandInRegistry('run1', 'secret', usableNodes(aSnapshot()), 0);
  const served = needs.map((one, index) => registry.need(`t${index}`, one).name);
  return { served, pods: registry.pods() };
};
const told = (...needs: readonly StandInNeed[]) => podsFor(...needs).pods.map(({ serves, ports = [] }) => `${serves.join()}: ${ports.map(({ name, protocol, port }) => `${name}=${protocol}/${port}`).join()}`);

const cases: readonly [name: string, needs: readonly StandInNeed[], expected: readonly string[]][] = [
  ['names a port as rules know it', [need(8080, 'http')], ['t0: http=TCP/8080']],
  ['names none where none is given', [need(8080)], ['t0: ']],
  ['names a port once', [need(8080, 'http'), need(8080, 'http')], ['t0,t1: http=TCP/8080']],
  ['takes a pod more where the same port goes by no name, as another class has it', [need(8080, 'http'), need(8080), need(8080, 'http'), need(8080)], ['t0,t2: http=TCP/8080', 't1,t3: ']],
  ['whichever comes first', [need(8080), need(8080, 'http')], ['t0: ', 't1: http=TCP/8080']],
  ['or by another name', [need(8080, 'http'), need(8080, 'web')], ['t0: http=TCP/8080', 't1: web=TCP/8080']],
  ['but none for the same number by another protocol', [need(53, 'dns'), need(53, undefined, { transport: 'UDP' })], ['t0,t1: dns=TCP/53']],
  ['gives one pod several names', [need(8080, 'http'), need(9090, 'admin'), need(53, 'dns', { transport: 'UDP' })], ['t0,t1,t2: http=TCP/8080,admin=TCP/9090,dns=UDP/53']],
  ['takes a pod more where a name means another port, which no container may have', [need(8080, 'http'), need(9090, 'http')], ['t0: http=TCP/8080', 't1: http=TCP/9090']],
  ['or another protocol', [need(53, 'dns'), need(53, 'dns', { transport: 'UDP' })], ['t0: dns=TCP/53', 't1: dns=UDP/53']],
  ['and no more pods than that takes', [need(1, 'a'), need(2, 'a'), need(1, 'a'), need(3, 'b'), need(2, 'a'), need(4)], ['t0,t2,t3,t5: a=TCP/1,b=TCP/3', 't1,t4: a=TCP/2']],
  ['keeps other labels apart', [need(8080, 'http'), need(8080, 'http', { labels: { app: 'api' } })], ['t0: http=TCP/8080', 't1: http=TCP/8080']],
];

describe('createStandInRegistry()', () => {
  for (const [name, needs, expected] of cases) {
    it(name, () => expect(told(...needs)).to.deep.equal(expected));
  }

  it('gives each pod a name of its own, and hands out the one that serves', () => {
    const { served, pods } = podsFor(need(1, 'a'), need(2, 'a'), need(3, 'a'), need(2, 'a'));
    expect(new Set(pods.map(({ name }) => name))).to.have.lengthOf(3);
    expect(served).to.deep.equal([0, 1, 2, 1].map((index) => pods[index]?.name));
  });

  it('listens on each port once, on those alone that the pod serves', () => {
    const { pods } = podsFor(need(8080, 'http'), need(8080), need(8080, 'http'), need(53, 'dns', { transport: 'UDP' }));
    expect(pods.map(({ listen }) => listen)).to.deep.equal([[{ protocol: 'tcp', port: 8080 }, { protocol: 'udp', port: 53 }], [{ protocol: 'tcp', port: 8080 }]]);
  });

  it('has no ports where none has a name, and nothing that is its own business', () => {
    expect(Object.keys(podsFor(need(1)).pods[0] ?? {})).to.deep.equal(['namespace', 'labels', 'node', 'name', 'listen', 'serves', 'role', 'gated']);
  });
});
