import { expect } from 'chai';
import { judgeOncePlaced } from '../../../../src/plan/policy/once-placed.ts';
import { aPlan } from '../../../support/plan.ts';
import { policiesFrom } from '../../../support/policies.ts';
import type { Policies } from '../../../support/policies.ts';
import { aNode, aSnapshot } from '../../../support/snapshot.ts';

const from = (cidr: string, more = ''): Policies => ({ 'default/redis': `podSelector: {matchLabels: {app: redis}}\ningress: [{from: [{ipBlock: {cidr: ${cidr}}}${more}]}]` });
const matrix = { targets: { t: { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 } }, expect: { web: { t: 'deny' as const } } };

/** What is said before, and once the source has this address. */
const told = (policies: Policies, ip?: string): (string | undefined)[] => {
  const snapshot = aSnapshot({ nodes: [aNode('n1')], policies: policiesFrom(policies) });
  const plan = aPlan(matrix, { snapshot });
  const placed = judgeOncePlaced(plan, snapshot, ({ role }) => (ip === undefined ? [] : role === 'source' ? [ip] : ['10.244.1.9']));
  return [plan, placed].flatMap(({ cells }) => cells.map(({ policy }) => `${policy?.verdict} ${policy?.basis}`));
};

describe('judgeOncePlaced()', () => {
  for (const { name, policies, ip, says } of [
    { name: 'a block without the source, which is denied', policies: from('198.51.100.0/24'), ip: '10.244.1.5', says: ['deny undefined', 'deny specified'] },
    { name: 'a block with the source, of which the specification does not say whether it means pods', policies: from('10.244.0.0/16'), ip: '10.244.1.5', says: ['deny undefined', 'allow undefined'] },
    { name: 'a source that never got an address', policies: from('198.51.100.0/24'), ip: undefined, says: ['deny undefined', 'deny undefined'] },
    { name: 'what was clear before', policies: from('198.51.100.0/24', ', {podSelector: {}}'), ip: '10.244.1.5', says: ['allow specified', 'allow specified'] },
  ]) {
    it(`knows ${name}`, () => expect(told(policies, ip)).to.deep.equal(says));
  }
});
