import { expect } from 'chai';
import { rightsFor } from '../../../src/run/needed-rights.ts';
import { aPlan } from '../../support/plan.ts';

const plan = aPlan({}, { controlNamespace: 'ops', canary: { namespace: 'cage' } });
const { canary: _, ...calm } = plan;
const [guest] = plan.pods.filter(({ namespace }) => namespace !== 'ops' && namespace !== 'cage').map(({ namespace }) => namespace);

/** `verb resource namespace`, of what is asked for there. */
const told = (asked: ReturnType<typeof rightsFor>, namespace: string): string[] =>
  asked.flatMap(({ rights, namespaces }) => (namespaces.includes(namespace) ? rights.map(({ verb, resource, subresource }) => `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`) : []));

const everywhere = ['patch pods', 'delete pods', 'get pods/log', 'create leases', 'delete leases'];
const cases: readonly { readonly name: string; readonly own: readonly string[]; readonly where: string; readonly expected: readonly string[]; readonly of?: Parameters<typeof rightsFor>[0] }[] = [
  { name: 'where there are guests', own: ['ops', 'cage'], where: guest ?? '', expected: everywhere },
  { name: 'of a control namespace that is made', own: ['ops', 'cage'], where: 'ops', expected: [] },
  { name: 'of a canary namespace that is made', own: ['ops', 'cage'], where: 'cage', expected: ['create networkpolicies', 'create services', 'create namespaces', 'delete namespaces'] },
  { name: 'of a control namespace that is lent', own: ['cage'], where: 'ops', expected: [...everywhere, 'patch leases', 'create services', 'delete services'] },
  { name: 'of a control namespace that is lent, where nothing is asked through a Service', own: [], where: 'ops', expected: [...everywhere, 'patch leases'], of: { ...calm, cells: calm.cells.filter(({ cell, canary }) => canary === undefined && cell.path !== 'cluster-ip') } },
  { name: 'of a canary namespace that is lent', own: ['ops'], where: 'cage', expected: [...everywhere, 'create networkpolicies', 'delete networkpolicies', 'create services', 'delete services'] },
];

describe('rightsFor()', () => {
  for (const { name, own, where, expected, of = plan } of cases) it(`asks for what is needed ${name}`, () => expect(told(rightsFor(of, new Set(own)), where)).to.deep.equal(expected));
});
