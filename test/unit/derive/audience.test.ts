import { expect } from 'chai';
import * as fc from 'fast-check';
import { blocksIn, spansBetween } from '../../../src/derive/atoms.ts';
import { audienceAmong } from '../../../src/derive/audience.ts';
import { membersOf } from '../../../src/derive/bits.ts';
import { endpointOf } from '../../../src/derive/classes.ts';
import { directions } from '../../../src/model/network-policy.ts';
import type { Endpoint } from '../../../src/policy/endpoint.ts';
import { isAmong } from '../../../src/policy/peers.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { holding } from '../../../src/policy/readings.ts';
import type { OpenQuestion } from '../../../src/policy/readings.ts';
import { policiesFrom } from '../../support/policies.ts';
import { worlds } from './worlds.ts';

const readings = fc.subarray<OpenQuestion>(['ip-block-on-pod', 'unknown-address']).map((questions) => new Set(questions));

describe('audienceAmong()', () => {
  it('keeps a pod and a node apart that have the same address', () => {
    const policies = policiesFrom({ 'x/p': '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}' });
    const index = indexPolicies({ policies, namespaces: [] });
    const [rule] = index.policiesIn('x', 'ingress').flatMap(({ rules }) => rules);
    const ends: Endpoint[] = [{ kind: 'pod', namespace: 'x', labels: {}, ports: [], ips: ['10.0.0.1'], hostNetwork: false }, { kind: 'node', name: 'n', ips: ['10.0.0.1'] }];
    const audience = audienceAmong(ends, index, spansBetween(blocksIn(policies)));
    const found = (...questions: OpenQuestion[]): number[] => (rule === undefined ? [] : membersOf(audience(rule, { reading: new Set(questions), family: 4 })));
    expect(found()).to.deep.equal([0, 1]);
    expect(found('ip-block-on-pod')).to.deep.equal([1]);
  });

  it('finds of many endpoints those that the engine finds one by one', () => {
    fc.assert(
      fc.property(worlds, readings, fc.constantFrom<4 | 6>(4, 6), ({ policies, namespaces, pods, specials }, reading, family) => {
        const index = indexPolicies({ policies, namespaces });
        const ends: Endpoint[] = [...pods.map(endpointOf), ...specials.flatMap((special) => special.ends.map(({ target }) => target))];
        const audience = audienceAmong(ends, index, spansBetween(blocksIn(policies)));
        for (const rule of directions.flatMap((direction) => ['x', 'y', 'z'].flatMap((namespace) => index.policiesIn(namespace, direction).flatMap(({ rules }) => rules)))) {
          const expected = ends.flatMap((end, at) => (isAmong(rule, end, { index, family, ipBlocksHoldPods: holding(end, reading) }) ? [at] : []));
          expect(membersOf(audience(rule, { reading, family }))).to.deep.equal(expected);
        }
      }),
    );
  });
});
