import { expect } from 'chai';
import * as fc from 'fast-check';
import type { NetworkPolicy, Protocol } from '../../../src/model/network-policy.ts';
import { connections } from '../../../src/policy/connections.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { contains } from '../../../src/policy/port-set.ts';
import { cases, pairsOf } from '../../support/random-policies/cases.ts';
import type { Case, Pair } from '../../support/random-policies/cases.ts';
import { isAllowed } from '../../support/random-policies/reference.ts';
import type { Connection } from '../../support/random-policies/reference.ts';
import { portNumbers, protocols } from '../../support/random-policies/vocabulary.ts';
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

const everywhere = function* (pair: Pair): Generator<Connection> {
  for (const protocol of protocols) for (const port of ports) yield { ...pair, protocol, port };
};

const tell = ({ source, target, protocol, port, family }: Connection): string => {
  const [from, to] = [source, target].map((end) => (end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.ip));
  return `${from} → ${to} ${protocol}/${port} IPv${family}`;
};

const differences = ({ world, policies, ...pair }: Case): string[] => {
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

describe('a second evaluator, written from the specification alone', function () {
  this.timeout(20_000);

  it('agrees with evaluate(), and that with connections(), on random policies', () => {
    fc.assert(fc.property(cases, (one) => void expect(differences(one)).to.deep.equal([])), { numRuns: 4000 });
  });

  it('is asked for some of each answer', () => {
    const given = fc.sample(cases, { numRuns: 200, seed: 1 }).flatMap(({ world, policies }) => pairsOf(world).map((pair) => byReference({ ...pair, protocol: 'TCP', port: 8080 }, world, policies)));
    for (const answer of answers) expect(given.filter((one) => one === answer).length / given.length, answer).to.be.above(0.005);
  });
});
