import { expect } from 'chai';
import type { Answer, LoadedMatrix } from '../../../src/matrix/parse.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { policiesFrom } from '../../support/policies.ts';
import { aSnapshot } from '../../support/snapshot.ts';

const targets = { redis: { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 }, api: { standIn: { namespace: 'app', labels: { app: 'api' } }, ports: [80, 443] } };
const written = aMatrix({ targets });
const origin = { file: 'NetworkPolicies', line: 1, column: 1 };
/** The same answers, as nobody's word but that of policies. */
const derivedAs = (expectation: 'allow' | 'deny'): LoadedMatrix => ({ ...written, file: origin.file, answers: written.answers.map((answer): Answer => ({ ...answer, expectation, origin, derived: true })) });
const derived = derivedAs('allow');
const others = { objects: [{ resource: 'x.example.com', namespace: 'app', name: 'mine', version: '1' }], unreadable: [] };
const told = (loaded: LoadedMatrix, fields: Partial<Snapshot> = {}) => {
  const { cells, skips } = aPlan({}, { loaded, snapshot: aSnapshot(fields) });
  return { cells: cells.map(({ cell: { target, port }, intent, policy }) => `${target} ${port} ${intent?.verdict} ${policy?.verdict}`), skips: skips.map(({ source, target, reason }) => `${source} -> ${target}: ${reason}`) };
};

describe('planMatrix(), of what policies say', () => {
  const closed = { policies: policiesFrom({ 'default/redis': 'podSelector: {matchLabels: {app: redis}}' }) };
  const whichPod = 'what policy says depends on which pod is meant';

  it('takes a derived answer for no intent', () => {
    expect(told(derived)).to.deep.equal({ cells: ['redis 6379 undefined allow', 'api 80 undefined allow', 'api 443 undefined allow'], skips: [] });
    expect(told(derivedAs('deny'), closed).cells).to.deep.equal(['redis 6379 undefined deny']);
  });

  it('asks policy again, and scores nothing that is answered otherwise then', () => {
    expect(told(derived, closed)).to.deep.equal({ cells: ['api 80 undefined allow', 'api 443 undefined allow'], skips: [`web -> redis: ${whichPod}`] });
    expect(told(derivedAs('deny'), closed).skips).to.deep.equal([`web -> api: ${whichPod}`]);
  });

  it('keeps cells that a person wrote, though policy says other', () => {
    expect(told(written, closed).cells).to.deep.equal(['redis 6379 deny deny', 'api 80 deny allow', 'api 443 deny allow']);
  });

  it('asks of each target under its own name of the port, whoever else has the same labels', () => {
    const labels = { app: 'redis' };
    const named = (name?: string) => ({ standIn: { namespace: 'default', labels }, ports: [name === undefined ? 6379 : { port: 6379, name }] });
    const loaded = aMatrix({ targets: { named: named('redis'), other: named('cache'), bare: named() } });
    const policies = policiesFrom({ 'default/redis': 'podSelector: {matchLabels: {app: redis}}\ningress: [{ports: [{port: redis}]}]' });
    expect(told(loaded, { policies }).cells).to.deep.equal(['named 6379 deny allow', 'other 6379 deny deny', 'bare 6379 deny deny']);
  });

  it('makes of derived cells that are left open a skip, once for each source and target', () => {
    expect(told(derived, { otherPolicies: others })).to.deep.equal({ cells: ['redis 6379 undefined allow'], skips: ['web -> api: policy leaves it open: x.example.com mine may decide, too, and is not read'] });
  });

  it('keeps cells that a person wrote, whatever policy leaves open', () => {
    expect(told(written, { otherPolicies: others })).to.deep.equal({ cells: ['redis 6379 deny allow', 'api 80 deny deny', 'api 443 deny deny'], skips: [] });
  });

  it('does not pass where everything derived is left open', () => {
    const everywhere = { objects: [], unreadable: ['x.example.com'] };
    expect(() => told(derived, { otherPolicies: everywhere })).to.throw(/^NetworkPolicies: every cell is skipped: nothing would be probed$/);
  });

  it('carries over what has to be told of how a matrix came about', () => {
    expect(aPlan({}, { loaded: { ...derived, remarks: ['7 of 9 cells were probed'] } }).remarks).to.deep.equal(['7 of 9 cells were probed']);
  });
});
