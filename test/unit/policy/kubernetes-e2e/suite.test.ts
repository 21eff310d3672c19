import { expect } from 'chai';
import { evaluate } from '../../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../../src/policy/policy-index.ts';
import type { PolicyIndex } from '../../../../src/policy/policy-index.ts';
import { answerLike } from '../../../support/answer.ts';
import { policiesFrom } from '../../../support/policies.ts';
import type { Step } from './case.ts';
import { changes } from './changes.ts';
import { egress } from './egress.ts';
import { ipBlocks } from './ip-blocks.ts';
import { ports } from './ports.ts';
import { protocols } from './protocols.ts';
import { selectors } from './selectors.ts';
import { cells, expectedOf, namespaces, podOf } from './table.ts';

const numberOf = (id: string): number => Number(id.replace('UDP ', '5').replace('SCTP ', '6'));
const cases = [...selectors, ...ports, ...changes, ...egress, ...ipBlocks, ...protocols].toSorted((a, b) => numberOf(a.id) - numberOf(b.id));

const indexOf = ({ policies, labelled = {} }: Step): PolicyIndex =>
  indexPolicies({ policies: policiesFrom(policies), namespaces: namespaces.map((name) => ({ name, labels: { 'kubernetes.io/metadata.name': name, ...labelled[name] } })) });

/** One line for each cell that is not as the table has it. */
const surprisesIn = (step: Step): string[] => {
  const index = indexOf(step);
  const expectedFor = expectedOf(step.table);
  return cells.flatMap((cell) => {
    const { source, target, protocol, port } = cell;
    const expected = expectedFor(cell);
    const met = answerLike(expected, evaluate({ source: podOf(source, step), target: podOf(target, step), protocol, port }, index));
    return met === expected ? [] : [`${source} -> ${target} ${protocol} ${port}: ${met}, not ${expected}`];
  });
};

describe('evaluate(), by the e2e suite of Kubernetes', () => {
  for (const { id, title, steps } of cases) {
    it(`${id}: ${title}`, () => {
      for (const [index, step] of steps.entries()) expect(surprisesIn(step), `step ${index + 1}`).to.deep.equal([]);
    });
  }
});

const from1to = (last: number, before = ''): string[] => Array.from({ length: last }, (_, index) => `${before}${index + 1}`);

const saysNothing = ({ table }: Step): boolean => cells.every((cell) => expectedOf(table)(cell).startsWith('allow'));

describe('the e2e suite of Kubernetes', () => {
  it('is here as a whole', () => expect(cases.map(({ id }) => id)).to.deep.equal([...from1to(43), ...from1to(3, 'UDP '), ...from1to(3, 'SCTP ')]));

  it('has all pairs of nine pods by two ports in each table', () => {
    expect(cells.filter(({ protocol }) => protocol === 'TCP').length).to.equal(9 * 8 * 2);
  });

  it('passes where nothing is enforced in two tests alone, which say that all is open', () => {
    expect(cases.filter(({ steps }) => steps.every(saysNothing)).map(({ id }) => id)).to.deep.equal(['5', '16']);
  });
});
