import { expect } from 'chai';
import { endsOf } from '../../../src/compare/ends.ts';
import type { Destination } from '../../../src/model/plan.ts';
import type { Place } from '../../../src/model/report.ts';

const aDestination = (fields: Partial<Destination>): Destination => ({ address: '10.0.0.1', port: 80, pods: [], liveness: 'reached-only', label: 'x', ...fields });
const pod = (namespace: string) => ({ namespace, name: 'p', uid: 'u' });

const rows: readonly [name: string, fields: Partial<Destination>, place: Place][] = [
  ['an address outside', {}, { namespaces: [], nodes: [] }],
  ['a host name', { address: { host: 'example.com' } }, { namespaces: [], nodes: [] }],
  ['a live pod', { pods: [pod('data')], node: 'n2' }, { namespaces: ['data'], nodes: ['n2'] }],
  ['a stand-in', { address: { pod: { namespace: 'data', name: 's' } }, node: 'n2' }, { namespaces: ['data'], nodes: ['n2'] }],
  ['a Service of ours', { address: { service: { namespace: 'np', name: 'v' }, pod: { namespace: 'np', name: 's' } } }, { namespaces: ['np'], nodes: [] }],
  ['a Service with endpoints', { service: { namespace: 'data', name: 'v' }, pods: [pod('data'), pod('data')], nodes: ['n1', 'n2', 'n1'] }, { namespaces: ['data'], nodes: ['n1', 'n2'] }],
  ['a pod that no node has yet', { pods: [pod('data')], node: '' }, { namespaces: ['data'], nodes: [] }],
];

describe('endsOf()', () => {
  for (const [name, fields, place] of rows) {
    it(`says where ${name} is`, () => expect(endsOf({ destinations: [aDestination(fields)] }).destinations).to.deep.equal([place]));
  }

  it('says where the source is, as far as there is a pod', () => {
    expect(endsOf({ destinations: [] }, { namespace: 'app', node: 'n1' }).source).to.deep.equal({ namespaces: ['app'], nodes: ['n1'] });
    expect(endsOf({ destinations: [] }).source).to.deep.equal({ namespaces: [], nodes: [] });
  });
});
