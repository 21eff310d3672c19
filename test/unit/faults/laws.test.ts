/** Over random worlds: what is claimed to be shown is shown, and what turns on a sheet turns for the engine. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { derive } from '../../../src/derive/derive.ts';
import type { DerivedMatrix } from '../../../src/derive/derive.ts';
import { chooseCells } from '../../../src/faults/choose/choose.ts';
import type { ChooseOptions, Chosen } from '../../../src/faults/choose/choose.ts';
import { faultName } from '../../../src/faults/fault.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import { misreadingsIn } from '../../../src/faults/places.ts';
import { turnedByMisreading } from '../../../src/faults/sheet/misread.ts';
import { sheetOf } from '../../../src/faults/sheet/sheet.ts';
import { directions } from '../../../src/model/network-policy.ts';
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { policySets } from '../../support/random-policies/arbitraries.ts';
import { usualNames, worlds } from '../../support/random-policies/world.ts';
import type { World } from '../../support/random-policies/world.ts';

interface Case {
  readonly world: World;
  readonly policies: readonly NetworkPolicy[];
}

/** Names tell a policy from its misreading. */
const cases: fc.Arbitrary<Case> = fc.record({ world: worlds, policies: policySets(usualNames) });

const matrixOf = ({ world, policies }: Case): DerivedMatrix =>
  derive({
    policies,
    namespaces: world.namespaces,
    pods: world.pods.map((pod) => ({ namespace: pod.namespace, labels: { ...pod.labels, own: `${pod.namespace}-${pod.name}` }, ports: pod.ports, ips: pod.ips.slice(0, 1), serviceAccount: 'default', called: pod.name ?? '' })),
    chosen: world.namespaces.map(({ name }) => name),
    specials: world.outside.map(({ ip }) => ({ name: ip, target: { address: ip, port: 80 }, ends: [{ target: { kind: 'address', ip }, protocol: 'TCP', port: 80 }] })),
  });

const optionsFor = ({ world, policies }: Case, matrix: DerivedMatrix): ChooseOptions => ({
  policies, families: [4], undialled: [], maxCells: 1000, mostDestinations: 1000, destinationsOf: () => 1,
  setting: { policies, pods: world.pods, namespaces: world.namespaces, knows: () => true },
  whyNotDial: () => undefined, whyNotWear: () => undefined, whySilent: () => undefined, isStranger: (source) => matrix.sources[source] === undefined,
});

/** The policies as the fault reads them, all of them indexed anew. */
const indexUnder = (fault: Fault, { world, policies }: Case) =>
  indexPolicies({ namespaces: world.namespaces, policies: fault.kind === 'misread' ? policies.flatMap((policy) => (policy === fault.policy ? fault.misreading.as : [policy])) : policies });

const isPlain = (fault: Fault): fault is Fault & { readonly kind: 'misread' } => fault.kind === 'misread' && fault.misreading.only === undefined && fault.misreading.alone === undefined;

const choose = (drawn: Case): { readonly matrix: DerivedMatrix; readonly chosen: Chosen } => {
  const matrix = matrixOf(drawn);
  return { matrix, chosen: chooseCells(matrix, optionsFor(drawn, matrix)) };
};

describe('chosen cells, over random worlds', function () {
  this.timeout(60_000);

  it('tell each misreading that is called shown from what policies say, as the engine sees it', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { matrix, chosen } = choose(drawn);
        for (const { fault, because } of chosen.places) {
          if (because !== undefined || !isPlain(fault)) continue;
          const under = indexUnder(fault, drawn);
          const isShown = chosen.basket.cells().some(({ source, target }) => matrix.questions(source, target).every((question) => {
            const [right, wrong] = [evaluate(question, matrix.index), evaluate(question, under)];
            return right.basis === 'specified' && wrong.basis === 'specified' && right.verdict !== wrong.verdict;
          }));
          expect(isShown, `${faultName(fault)} at ${fault.place}`).to.equal(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are all that could be chosen where a fault is called left open: none would show it for sure', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { matrix, chosen } = choose(drawn);
        for (const { fault, because } of chosen.places.filter((place) => isPlain(place.fault))) {
          if (because === undefined) continue;
          const under = indexUnder(fault, drawn);
          const sure = matrix.sources.flatMap((_, source) => matrix.targets.flatMap((__, target) => (matrix.answer(source, target).verdict === 'undefined' ? [] : matrix.questions(source, target).filter((question) => {
            const [right, wrong] = [evaluate(question, matrix.index), evaluate(question, under)];
            return right.basis === 'specified' && wrong.basis === 'specified' && right.verdict !== wrong.verdict;
          }))));
          expect(sure.map(({ source, target, port }) => JSON.stringify([source, target, port])), `${faultName(fault)} at ${fault.place}: ${because}`).to.deep.equal([]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('come from sheets that turn where the engine turns, under the usual reading', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const matrix = matrixOf(drawn);
        const sheet = sheetOf(matrix, drawn.policies, [4]);
        const faults = misreadingsIn(drawn.policies, { policies: drawn.policies, pods: drawn.world.pods, namespaces: drawn.world.namespaces, knows: () => true }).filter(isPlain);
        for (const fault of faults) {
          const under = indexUnder(fault, drawn);
          const turned = new Set([...turnedByMisreading(fault, sheet)].flatMap((group) => ('source' in group ? [...group.columns].map((column) => `${group.source} ${column}`) : [...group.sources].map((source) => `${source} ${group.column}`))));
          for (const source of sheet.sources.keys()) {
            for (const [column, { targetAt, family }] of sheet.columns.entries()) {
              const [question] = matrix.questions(source, targetAt);
              if (question === undefined) continue;
              const [right, wrong] = [matrix.index, under].map((index) => evaluate({ ...question, family }, index).verdict);
              expect(turned.has(`${source} ${column}`), `${faultName(fault)} at ${fault.place}: ${source} ${column}`).to.equal(right !== wrong);
            }
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it('are the same for the same', () => {
    fc.assert(fc.property(cases, (drawn) => {
      expect(choose(drawn).chosen.basket.cells()).to.deep.equal(choose(drawn).chosen.basket.cells());
    }), { numRuns: 10 });
  });

  it('leave no direction of a policy unasked where something would show it', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { chosen } = choose(drawn);
        const named = new Set(chosen.places.map(({ fault }) => fault.place));
        for (const policy of drawn.policies) for (const direction of directions) if (policy[direction] === undefined) expect([...named].filter((place) => place.startsWith(`${policy.namespace}/${policy.name} ${direction}`))).to.deep.equal([]);
      }),
      { numRuns: 20 },
    );
  });
});
