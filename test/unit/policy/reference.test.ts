import { expect } from 'chai';
import * as fc from 'fast-check';
import type { NetworkPolicy, Protocol } from '../../../src/model/network-policy.ts';
import { connections } from '../../../src/policy/connections.ts';
import type { AddressEndpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { contains } from '../../../src/policy/port-set.ts';
import { policySets } from '../../support/random-policies/arbitraries.ts';
import { isAllowed } from '../../support/random-policies/reference.ts';
import type { Connection } from '../../support/random-policies/reference.ts';
import { portNumbers, protocols } from '../../support/random-policies/vocabulary.ts';
import { usualNames, worlds } from '../../support/random-policies/world.ts';
import type { World } from '../../support/random-policies/world.ts';

/** Both sides of every number that a policy or a pod may name. */
const ports = [...new Set([1, 65535, ...portNumbers.flatMap((port) => [port - 1, port, port + 1])])];

const answers = ['allow', 'deny', 'allow?'] as const;
type Answer = (typeof answers)[number];

/** What the engine has to say: where readings of the specification part, it takes the one in which blocks mean pods. */
const byReference = (connection: Connection, { namespaces }: World, policies: readonly NetworkPolicy[]): Answer => {
  if (!isAllowed(connection, { policies, namespaces, blocksMeanPods: true })) return 'deny';
  return isAllowed(connection, { policies, namespaces, blocksMeanPods: false }) ? 'allow' : 'allow?';
};

interface Pair {
  readonly source: PodEndpoint | AddressEndpoint;
  readonly target: PodEndpoint | AddressEndpoint;
  readonly family: 4 | 6;
}

const pairsOf = ({ pods, outside }: World): Pair[] => [
  ...pods.flatMap((source) => pods.flatMap((target) => ([4, 6] as const).map((family) => ({ source, target, family })))),
  ...outside.flatMap((host) => pods.flatMap((pod) => [{ source: pod, target: host, family: familyOf(host) }, { source: host, target: pod, family: familyOf(host) }])),
];

const familyOf = ({ ip }: AddressEndpoint): 4 | 6 => (ip.includes(':') ? 6 : 4);

const everywhere = function* (pair: Pair): Generator<Connection> {
  for (const protocol of protocols) for (const port of ports) yield { ...pair, protocol, port };
};

const tell = ({ source, target, protocol, port, family }: Connection): string => {
  const [from, to] = [source, target].map((end) => (end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.ip));
  return `${from} → ${to} ${protocol}/${port} IPv${family}`;
};

const differences = (world: World, policies: readonly NetworkPolicy[], pair: Pair): string[] => {
  const index = indexPolicies({ policies, namespaces: world.namespaces });
  const sets = connections(pair.source, pair.target, index, { family: pair.family });
  const bySets = (protocol: Protocol, port: number): string => (contains(sets.allowed, protocol, port) ? 'allow' : contains(sets.undefined, protocol, port) ? 'undefined' : 'deny');
  return [...everywhere(pair)].flatMap((connection) => {
    const { verdict, basis } = evaluate(connection, index);
    const answer = `${verdict}${basis === 'undefined' ? '?' : ''}`;
    const expected = byReference(connection, world, policies);
    const ofSets = bySets(connection.protocol, connection.port);
    return answer === expected && ofSets === (answer.endsWith('?') ? 'undefined' : answer) ? [] : [`${tell(connection)}: ${expected} by the reference, ${answer} by evaluate(), ${ofSets} by connections()`];
  });
};

/** A set of policies and one pair of ends, asked for each port and protocol. */
const cases = fc.tuple(worlds, policySets(usualNames), fc.nat());

describe('a second evaluator, written from the specification alone', function () {
  this.timeout(20_000);

  it('agrees with evaluate(), and that with connections(), on random policies', () => {
    fc.assert(
      fc.property(cases, ([world, policies, draw]) => {
        const pairs = pairsOf(world);
        const pair = pairs[draw % pairs.length];
        if (pair !== undefined) expect(differences(world, policies, pair)).to.deep.equal([]);
      }),
      { numRuns: 4000 },
    );
  });

  it('is asked for much of each answer', () => {
    const given = fc.sample(cases, { numRuns: 200, seed: 1 }).flatMap(([world, policies]) => pairsOf(world).map((pair) => byReference({ ...pair, protocol: 'TCP', port: 8080 }, world, policies)));
    for (const answer of answers) expect(given.filter((one) => one === answer).length / given.length, answer).to.be.above(0.01);
  });
});
