import { expect } from 'chai';
import type { Lent } from '../../../src/run/lent-namespaces.ts';
import { ownNamespaces } from '../../../src/run/own-namespaces.ts';

describe('ownNamespaces()', () => {
  const canary = { namespace: 'cage', nodes: [], services: [] };
  const cases: readonly [lent: Lent, own: readonly string[]][] = [
    [{}, ['control', 'cage']],
    [{ controlNamespace: 'control' }, ['cage']],
    [{ canaryNamespace: 'cage' }, ['control']],
    [{ controlNamespace: 'control', canaryNamespace: 'cage' }, []],
  ];
  for (const [lent, own] of cases) {
    it(`are ${own.length === 0 ? 'none' : own.join(' and ')} where ${JSON.stringify(lent)} is lent`, () => expect([...ownNamespaces({ controlNamespace: 'control', canary }, lent)]).to.deep.equal(own));
  }

  it('have none for a canary that is off', () => expect([...ownNamespaces({ controlNamespace: 'control' }, {})]).to.deep.equal(['control']));
});
