import { expect } from 'chai';
import type { ConformanceCase, Expectation } from '../../../src/conformance/case/case.ts';
import { expectedOf } from '../../../src/conformance/case/expected.ts';
import { waysOf } from '../../../src/conformance/world/ways.ts';
import type { Way } from '../../../src/conformance/world/ways.ts';
import { decisionsIn } from './support/by-policy.ts';
import { cases } from './support/cases.ts';
import { play } from './support/play.ts';
import type { PlayedStep } from './support/play.ts';

const ways = waysOf([4, 6], 'full');
const wayName = ({ from, to, transport, port, family, path }: Way): string => `${from} -> ${to} ${transport}/${port} IPv${family}${path === 'cluster-ip' ? ' by Service' : ''}`;

/** One line for each way that is not as the matrix has it. */
const surprises = (expectation: Expectation, says: (way: Way) => readonly string[]): string[] =>
  ways.flatMap((way) => {
    const expected = expectedOf(expectation, way);
    return says(way).some((verdict) => verdict !== expected) ? [`${wayName(way)}: ${says(way).join(', ')}, not ${expected}`] : [];
  });

const checkStep = ({ step, moments }: PlayedStep, name: string): void => {
  const world = moments.at(-1)?.world;
  if (world === undefined) throw new Error('nothing was played');
  const decisionsOf = decisionsIn(world);
  const [usual, ...others] = step.expect;
  if (usual === undefined) throw new Error('nothing is expected');
  expect(surprises(usual, (way) => decisionsOf(way).map(({ verdict }) => verdict)), `${name}, the usual reading`).to.deep.equal([]);
  const isOpen = ways.some((way) => decisionsOf(way).some(({ basis }) => basis === 'undefined'));
  expect(others.length, `${name}, other legal readings`).to.equal(isOpen ? 1 : 0);
  const turned = (way: Way): string[] => decisionsOf(way).map(({ verdict, basis }) => (basis === 'specified' ? verdict : verdict === 'allow' ? 'deny' : 'allow'));
  for (const other of others) expect(surprises(other, turned), `${name}, ${other.reading}`).to.deep.equal([]);
};

/** Nothing is denied, and nothing was: whoever enforces nothing would pass. */
const showsNothing = ({ steps }: ConformanceCase): number[] => {
  const denied = steps.map(({ expect: [usual] }) => new Set(ways.filter((way) => usual !== undefined && expectedOf(usual, way) === 'deny')));
  return denied.flatMap((now, index) => (now.size > 0 || (denied[index - 1]?.size ?? 0) > 0 ? [] : [index + 1]));
};

describe('the cases of the battery', () => {
  for (const given of cases) {
    it(`${given.id}: ${given.title}`, () => {
      for (const [index, played] of play(given).entries()) checkStep(played, `step ${index + 1}`);
    });
  }

  it('show something in each of their steps', () => {
    expect(cases.flatMap((given) => showsNothing(given).map((step) => `${given.id}, step ${step}`))).to.deep.equal([]);
  });

  it('have one feature a folder, and no two folders the same', () => {
    const features = new Map(cases.map(({ id, feature }) => [id.split('/')[0], feature]));
    expect(cases.filter(({ id, feature }) => features.get(id.split('/')[0]) !== feature).map(({ id }) => id)).to.deep.equal([]);
    expect(new Set(features.values()).size).to.equal(features.size);
  });

  it('have titles of their own', () => {
    const titles = cases.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) < index)).to.deep.equal([]);
  });

  it('have all shapes of the Kubernetes suite', () => {
    const named = cases.flatMap(({ source = '' }) => [...source.matchAll(/(?:Kubernetes e2e |, )((?:UDP |SCTP )?\d+)/g)].map(([, id]) => id));
    const all = [...Array.from({ length: 43 }, (_, index) => `${index + 1}`), ...['UDP', 'SCTP'].flatMap((protocol) => [1, 2, 3].map((id) => `${protocol} ${id}`))];
    expect(all.filter((id) => !named.includes(id))).to.deep.equal([]);
  });
});
