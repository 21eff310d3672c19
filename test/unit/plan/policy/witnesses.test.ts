import { expect } from 'chai';
import type { Witness } from '../../../../src/faults/witness.ts';
import { witnessesOf } from '../../../../src/plan/policy/witnesses.ts';
import { indexPolicies } from '../../../../src/policy/policy-index.ts';
import { aPlan } from '../../../support/plan.ts';
import { policiesFrom } from '../../../support/policies.ts';
import { aNode, aPod, aSnapshot } from '../../../support/snapshot.ts';
import type { MatrixParts } from '../../../support/matrix.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';

const closed = policiesFrom({ 'app/db': 'podSelector: {matchLabels: {app: db}}' });
const web = { namespace: 'app', labels: { app: 'web' } };
const db = { standIn: { namespace: 'app', labels: { app: 'db' } }, port: 5432 };

const witnesses = (matrix: MatrixParts, fields: Partial<Snapshot> = {}, canary = false): readonly Witness[] => {
  const snapshot = aSnapshot({ policies: closed, ...fields });
  const plan = aPlan(matrix, { snapshot, ...(canary ? { canary: { namespace: 'netproof-canary-run1' } } : {}) });
  return witnessesOf(plan.cells, plan.pods, snapshot, indexPolicies(snapshot));
};
const ids = (found: readonly Witness[]): string[] => found.map(({ cell }) => cell);

describe('witnessesOf()', () => {
  it('knows the ends of a cell, the nodes that they will lie on, and what policy says', () => {
    const [witness] = witnesses({ sources: { web }, targets: { db }, expect: { web: { db: 'deny' } } });
    expect(witness?.ends.map(({ question: { source, target, port }, decision }) => [source.kind === 'pod' && source.node, target.kind === 'pod' && target.node, port, decision.verdict])).to.deep.equal([['node-1', 'node-2', 5432, 'deny']]);
  });

  it('takes no cell of which policy says otherwise than the person', () => {
    expect(witnesses({ sources: { web }, targets: { db }, expect: { web: { db: 'allow' } } })).to.deep.equal([]);
  });

  it('takes no cell of which policy is not sure', () => {
    const policies = policiesFrom({ 'app/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]' });
    expect(witnesses({ sources: { web }, targets: { db }, expect: { web: { db: 'deny' } } }, { policies })).to.deep.equal([]);
  });

  it('takes a live server that nobody reaches for nobody, and one that somebody reaches for somebody', () => {
    const pods = [aPod('db-0', { namespace: 'app', labels: { app: 'db' }, ips: ['10.0.0.20'] })];
    const live = { pods: { namespace: 'app', labels: { app: 'db' } }, port: 5432 };
    const denied = { sources: { web }, targets: { db: live }, expect: { web: { db: 'deny' as const } } };
    expect(witnesses(denied, { pods })).to.deep.equal([]);
    const policies = policiesFrom({ 'app/db': 'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]' });
    const both = { sources: { web, api: { namespace: 'app', labels: { app: 'api' } } }, targets: { db: live }, expect: { web: { db: 'deny' as const }, api: { db: 'allow' as const } } };
    expect(ids(witnesses(both, { pods, policies })).length).to.equal(2);
  });

  it('takes metadata for somebody in a known cloud alone', () => {
    const asked: MatrixParts = { sources: { web }, targets: { metadata: { wellKnown: 'cloud-metadata' } }, expect: { web: { metadata: 'allow' } } };
    expect(witnesses(asked)).to.deep.equal([]);
    expect(witnesses(asked, { nodes: [aNode('node-1', { providerId: 'azure:///x' })] })).not.to.deep.equal([]);
  });

  it('knows of the canary which end decides, and that its policies are its own', () => {
    const own = witnesses({ sources: { web }, targets: { db }, expect: { web: { db: 'deny' } } }, {}, true).filter(({ ofCanary }) => ofCanary);
    const seen = new Set(own.map(({ ends: [end] }) => `${end?.decision.verdict} ${end?.decision.egress.verdict}/${end?.decision.egress.policies.length} ${end?.decision.ingress.verdict}/${end?.decision.ingress.policies.length}`));
    expect([...seen].toSorted()).to.deep.equal(['allow allow/0 allow/0', 'allow allow/0 allow/1', 'allow allow/1 allow/0', 'deny allow/0 deny/1', 'deny allow/1 deny/1', 'deny deny/1 allow/0']);
  });
});
