import { expect } from 'chai';
import type { Labels } from '../../../src/model/snapshot.ts';
import { wearsOthers } from '../../../src/run/live-pod.ts';

describe('wearsOthers()', () => {
  const worn = { app: 'web', 'netproof.dev/probe': 'true' };
  const rows: readonly (readonly [string, Labels, boolean])[] = [
    ['a pod as it was made', worn, false],
    ['the labels of the place where it runs', { ...worn, 'topology.kubernetes.io/zone': 'a', 'topology.kubernetes.io/region': 'b' }, false],
    ['another value', { ...worn, app: 'redis' }, true],
    ['one label more', { ...worn, role: 'admin' }, true],
    ['one label less', { 'netproof.dev/probe': 'true' }, true],
  ];
  for (const [name, actual, others] of rows) {
    it(`${others ? 'notices' : 'lets pass'} ${name}`, () => expect(wearsOthers({ role: 'source', labels: { app: 'web' } }, actual, new Set(['app']))).to.equal(others));
  }

  it('notices another place than the one that was asked for', () => {
    const labels = { 'topology.kubernetes.io/zone': 'a' };
    expect(wearsOthers({ role: 'source', labels }, { 'netproof.dev/probe': 'true', 'topology.kubernetes.io/zone': 'b' }, new Set())).to.equal(true);
  });

  for (const [role, noticed] of [['source', true], ['stand-in', true], ['control-source', false], ['control-stand-in', false]] as const) {
    it(`${noticed ? 'notices' : 'lets pass'} the labels of a place where a policy looks at them, on a ${role}`, () => {
      expect(wearsOthers({ role, labels: {} }, { 'netproof.dev/probe': 'true', 'topology.kubernetes.io/zone': 'b' }, new Set(['topology.kubernetes.io/zone']))).to.equal(noticed);
    });
  }
});
