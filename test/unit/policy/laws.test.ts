/** What holds of the engine's answers for any policies: what may be said in other words, what can only open, what cannot matter. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { directions } from '../../../src/model/network-policy.ts';
import type { Direction, NetworkPolicy } from '../../../src/model/network-policy.ts';
import { parseManifest } from '../../../src/manifests/policies.ts';
import { connections } from '../../../src/policy/connections.ts';
import type { Connections } from '../../../src/policy/connections.ts';
import type { Decision } from '../../../src/policy/decision.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { toNetworkPolicy } from '../../../src/policy/normalise.ts';
import { everyPort, isEmpty, noPorts, subtract, union } from '../../../src/policy/port-set.ts';
import type { PortSet } from '../../../src/policy/port-set.ts';
import { additions } from '../../support/random-policies/additions.ts';
import { policies as anyPolicy } from '../../support/random-policies/arbitraries.ts';
import { cases } from '../../support/random-policies/cases.ts';
import type { Case } from '../../support/random-policies/cases.ts';
import { manifestOf } from '../../support/random-policies/manifest.ts';
import { ofPorts } from '../../support/random-policies/rewrite.ts';
import { synonyms } from '../../support/random-policies/synonyms.ts';
import { portNumbers, protocols } from '../../support/random-policies/vocabulary.ts';
import { usualNames } from '../../support/random-policies/world.ts';

type Policies = readonly NetworkPolicy[];

/** What one end may send to the other. */
const setsOf = ({ world, source, target, family, policies }: Case): Connections => connections(source, target, indexPolicies({ policies, namespaces: world.namespaces }), { family });

const decide = ({ world, source, target, family, policies }: Case, port: number): Decision =>
  evaluate({ source, target, family, port, protocol: 'TCP' }, indexPolicies({ policies, namespaces: world.namespaces }));

/** What gets through for sure, and what may get through. */
const bounds = ({ allowed, undefined: open }: Connections): [PortSet, PortSet] => [allowed, union([allowed, open])];

/** What got through before and does not any more. */
const closed = (before: Connections, after: Connections): PortSet[] => {
  const [sure, possible] = bounds(after);
  return bounds(before).map((set, index) => subtract(set, index === 0 ? sure : possible)).filter((set) => !isEmpty(set));
};

const isSelf = ({ source, target }: Case): boolean => source === target;
const subjectOf = ({ source, target }: Case, direction: Direction) => (direction === 'egress' ? source : target);

/** Beside the case: a policy that is added, and a port. */
const law = (title: string, check: (one: Case, added: NetworkPolicy, port: number) => unknown, numRuns = 300): void => {
  const added = anyPolicy(usualNames).map((policy) => ({ ...policy, name: 'added' }));
  it(title, () => fc.assert(fc.property(cases, added, fc.constantFrom(...portNumbers), (...drawn) => void check(...drawn)), { numRuns })).timeout(20_000);
};

const withPolicies = (one: Case, policies: Policies): Case => ({ ...one, policies });

describe('it is all the same to the engine', () => {
  for (const [what, rewrite] of Object.entries(synonyms)) {
    law(what, (one) => expect(setsOf(withPolicies(one, rewrite(one.policies)))).to.deep.equal(setsOf(one)));
  }

  law('which of two pods it is, if they differ in name and addresses alone and no rule names addresses', (one) => {
    const policies = one.policies.filter((policy) => !directions.some((direction) => policy[direction]?.some(({ peers }) => peers.some(({ ipBlock }) => ipBlock !== undefined))));
    if (one.target.kind !== 'pod' || isSelf(one)) return;
    const twin = { ...one.target, name: 'twin', ips: ['10.99.0.1', 'fd99::1'] };
    expect(setsOf(withPolicies({ ...one, target: twin }, policies))).to.deep.equal(setsOf(withPolicies(one, policies)));
  });
});

describe('to the engine nothing closes by', () => {
  for (const [what, rewrite] of Object.entries(additions)) {
    law(what, (one) => expect(closed(setsOf(one), setsOf(withPolicies(one, rewrite(one.policies))))).to.deep.equal([]));
  }

  law('a policy more, where policies isolate both ends in its directions already', (one, added, port) => {
    const before = decide(one, port);
    const isolates = directions.filter((direction) => added[direction] !== undefined);
    if (isolates.some((direction) => before[direction].policies.length === 0)) return;
    expect(closed(setsOf(one), setsOf(withPolicies(one, [...one.policies, added])))).to.deep.equal([]);
  });
});

describe('to the engine', () => {
  law('two rules open what each of them opens', (one) => {
    const [first] = one.policies;
    const direction = directions.find((candidate) => (first?.[candidate]?.length ?? 0) > 1);
    if (first === undefined || direction === undefined) return;
    const parts = (first[direction] ?? []).map((rule) => bounds(setsOf(withPolicies(one, [{ ...first, [direction]: [rule] }, ...one.policies.slice(1)]))));
    expect(bounds(setsOf(one))).to.deep.equal([union(parts.map(([sure]) => sure)), union(parts.map(([, possible]) => possible))]);
  });

  law('a pod that nothing selects is open', (one) => {
    const elsewhere = one.policies.map((policy) => ({ ...policy, namespace: 'elsewhere' }));
    expect(setsOf(withPolicies(one, elsewhere))).to.deep.equal({ allowed: everyPort, undefined: noPorts });
  });

  law('a pod reaches itself', (one) => {
    if (one.source.kind === 'pod') expect(setsOf({ ...one, target: one.source })).to.deep.equal({ allowed: everyPort, undefined: noPorts });
  });

  law('a pod that a policy without rules selects is shut', (one) => {
    if (one.target.kind !== 'pod' || isSelf(one)) return;
    const shut: Policies = [{ namespace: one.target.namespace, name: 'shut', podSelector: { matchLabels: one.target.labels, matchExpressions: [] }, ingress: [] }];
    expect(setsOf(withPolicies(one, shut))).to.deep.equal({ allowed: noPorts, undefined: noPorts });
  });

  law('a policy in a third namespace does not matter', (one, added) => {
    const homes = [one.source, one.target].flatMap((end) => (end.kind === 'pod' ? [end.namespace] : []));
    if (homes.includes(added.namespace)) return;
    expect(setsOf(withPolicies(one, [...one.policies, added]))).to.deep.equal(setsOf(one));
  });

  law('a policy in another namespace does not matter to what a pod takes in, or sends', (one, added, port) => {
    const [before, after] = [decide(one, port), decide(withPolicies(one, [...one.policies, added]), port)];
    for (const direction of directions) {
      const subject = subjectOf(one, direction);
      if (subject.kind === 'pod' && subject.namespace !== added.namespace) expect(after[direction]).to.deep.equal(before[direction]);
    }
  });

  law('a policy does not matter to the direction that it is silent about', (one, added, port) => {
    const [before, after] = [decide(one, port), decide(withPolicies(one, [...one.policies, added]), port)];
    for (const direction of directions) if (added[direction] === undefined) expect(after[direction]).to.deep.equal(before[direction]);
  });

  law('what rules say of one protocol does not matter to another', (one) => {
    const otherwise = ofPorts((ports) => ports.map((port) => (port.protocol === 'UDP' ? { protocol: 'UDP', port: 9 } : port)))(one.policies);
    const [before, after] = [setsOf(one), setsOf(withPolicies(one, otherwise))];
    for (const protocol of protocols.filter((candidate) => candidate !== 'UDP')) expect(bounds(after).map((set) => set[protocol])).to.deep.equal(bounds(before).map((set) => set[protocol]));
  });

  law('nothing is left open between pods where no rule names addresses', (one) => {
    const policies = one.policies.map((policy) => ({ ...policy, ...Object.fromEntries(directions.flatMap((direction) => (policy[direction] === undefined ? [] : [[direction, policy[direction].filter(({ peers }) => peers.every(({ ipBlock }) => ipBlock === undefined))]]))) }));
    expect(setsOf(withPolicies(one, policies)).undefined).to.deep.equal(noPorts);
  });
});

describe('of what the engine names', () => {
  law('the policies alone decide the same', (one, _, port) => {
    const whole = decide(one, port);
    const named = directions.flatMap((direction) => whole[direction].policies.map(({ name }) => name));
    expect(decide(withPolicies(one, one.policies.filter(({ name }) => named.includes(name))), port)).to.deep.equal(whole);
  });

  law('each rule alone opens its direction', (one, _, port) => {
    const whole = decide(one, port);
    for (const { policy, direction, rule } of directions.flatMap((each) => whole[each].rules)) {
      const alone = one.policies.filter(({ name }) => name === policy.name).map((kept) => ({ ...kept, [direction]: kept[direction]?.slice(rule, rule + 1) }));
      expect(decide(withPolicies(one, alone), port)[direction]).to.deep.include({ verdict: 'allow', rules: [{ policy, direction, rule: 0 }] });
    }
  });

  law('there are rules where isolated ends are open, and else none', (one, _, port) => {
    const whole = decide(one, port);
    for (const direction of directions) {
      const { verdict, policies, rules } = whole[direction];
      expect(verdict).to.equal(policies.length === 0 || rules.length > 0 ? 'allow' : 'deny');
    }
    expect(whole.verdict).to.equal(directions.every((direction) => whole[direction].verdict === 'allow') ? 'allow' : 'deny');
  });

  law('all rules belong to one policy, if taking it away closes the direction', (one, _, port) => {
    const [taken, ...rest] = one.policies;
    const [before, after] = [decide(one, port), decide(withPolicies(one, rest), port)];
    for (const direction of directions) {
      if (before[direction].verdict === after[direction].verdict || after[direction].verdict === 'allow') continue;
      expect(new Set(before[direction].rules.map(({ policy }) => policy.name))).to.deep.equal(new Set([taken?.name]));
    }
  });
});

describe('of a policy that is written down', () => {
  law('reading it gives back the same, whatever was left out', ({ policies }, _, turn) => {
    const text = policies.map((policy, index) => JSON.stringify(manifestOf(policy, turn + index))).join('\n---\n');
    const { policies: read, mistakes } = parseManifest(text, 'random.yaml');
    expect(mistakes).to.deep.equal([]);
    expect(read.map((document) => ({ ...toNetworkPolicy(document, ''), origin: undefined }))).to.deep.equal(policies.map((policy) => ({ ...policy, origin: undefined })));
  }, 50);
});
