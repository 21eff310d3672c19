import { expect } from 'chai';
import { slowCrowds } from '../../../src/plan/crowd.ts';
import type { Draft } from '../../../src/plan/draft.ts';
import type { DialStyle, Plan, PlannedCell, PodPlan } from '../../../src/model/plan.ts';

const podOn = (node: string, name: string): PodPlan => ({ namespace: 'shop', name, role: 'source', serves: [name], labels: {}, node, listen: [], gated: false });
const draftsOf = (name: string, count: number, pace: DialStyle['pace'] = 'fast'): Draft[] =>
  Array.from({ length: count }, (_, index) => ({ from: { namespace: 'shop', name }, purpose: { kind: 'cell', cells: [] }, style: { prober: 'tcp', speak: 'echo', pace }, transport: 'TCP', family: 4, address: `10.0.0.${index}`, port: 80, behind: [] }));

const to = (name: string) => (draft: Draft): Draft => ({ ...draft, answeredBy: { namespace: 'shop', name } });

describe('slowCrowds()', () => {
  const plan: Pick<Plan, 'cells' | 'pods'> = { cells: [], pods: [podOn('n1', 'web'), podOn('n1', 'api'), podOn('n2', 'job')] };
  const pacesOf = (drafts: readonly Draft[], of = plan): string => [...Map.groupBy(slowCrowds(drafts, of), ({ from, style }) => `${from.name} ${style.pace}`)].map(([key, { length }]) => `${length} of ${key}`).join(', ');

  const cases: readonly [does: string, drafts: readonly Draft[], paces: string][] = [
    ['leaves what few dial', draftsOf('web', 25), '25 of web fast'],
    ['counts what all sources of a node dial', [...draftsOf('web', 20), ...draftsOf('api', 6)], '20 of web steady, 6 of api steady'],
    ['counts each node by itself', [...draftsOf('web', 101), ...draftsOf('job', 3)], '101 of web sparse, 3 of job fast'],
    ['is steady up to a hundred', draftsOf('web', 100), '100 of web steady'],
    ["neither counts nor touches what is dialled at somebody else's server", [...draftsOf('web', 25), ...draftsOf('web', 80, 'gentle')], '25 of web fast, 80 of web gentle'],
    ['never makes anything quicker', draftsOf('web', 3, 'slow'), '3 of web slow'],
  ];
  for (const [does, drafts, paces] of cases) it(does, () => expect(pacesOf(drafts)).to.equal(paces));

  it('counts what is dialled at the stand-ins of a node as well', () => {
    const sources = Array.from({ length: 26 }, (_, index) => podOn(`n${index}`, `s${index}`));
    const drafts = sources.flatMap(({ name }, index) => [...draftsOf(name, 1).map(to('redis')), ...(index < 2 ? draftsOf(name, 1).map(to('db')) : [])]);
    const paced = slowCrowds(drafts, { cells: [], pods: [...sources, podOn('m1', 'redis'), podOn('m2', 'db')] });
    expect([...Map.groupBy(paced, ({ answeredBy, style }) => `${answeredBy?.name} ${style.pace}`)].map(([key, { length }]) => `${length} of ${key}`)).to.deep.equal(['26 of redis steady', '2 of db fast']);
  });

  it('neither counts nor touches the canary', () => {
    const cells = [{ canary: { from: { namespace: 'shop', name: 'api' }, node: 'n1', partner: 'n1', direction: 'egress' } } as PlannedCell];
    expect(pacesOf([...draftsOf('web', 25), ...draftsOf('api', 30)], { ...plan, cells })).to.equal('25 of web fast, 30 of api fast');
  });

  it('leaves the order', () => {
    const drafts = [...draftsOf('web', 60), ...draftsOf('job', 2)];
    expect(slowCrowds(drafts, plan).map(({ address }) => address)).to.deep.equal(drafts.map(({ address }) => address));
  });
});
