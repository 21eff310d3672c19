import { expect } from 'chai';
import { eventsOf, mostEvents } from '../../../../src/report/published/events.ts';
import type { Finding, RunReport } from '../../../../src/model/report.ts';
import { mixed } from '../reports.ts';

const many = (finding: Partial<Finding>, count = 1): RunReport => {
  const report = mixed();
  const [first] = report.findings;
  if (first === undefined) throw new Error('there is no finding');
  return { ...report, findings: Array.from({ length: count }, () => ({ ...first, ...finding })) };
};

describe('eventsOf()', () => {
  it('has an Event for each finding, with a reason in one word', () => {
    expect(eventsOf(mixed()).map(({ type, reason }) => `${type} ${reason}`)).to.deep.equal(mixed().findings.map(({ kind }) => `${kind === 'vacuous' ? 'Normal' : 'Warning'} ${{ leak: 'Leak', overblock: 'Overblock', inconclusive: 'Inconclusive', vacuous: 'Vacuous', 'startup-exposure': 'StartupExposure', 'policy-mismatch': 'PolicyMismatch' }[kind]}`));
  });

  it('is about the policy that decides', () => {
    const report = mixed();
    const cells = report.cells.map((cell) => ({ ...cell, policy: { verdict: 'deny' as const, basis: 'specified' as const, deciders: [{ kind: 'policy' as const, namespace: 'shop', name: 'deny-all', direction: 'ingress' as const }] } }));
    const [event] = eventsOf({ ...report, cells });
    expect([event?.namespace, event?.regarding]).to.deep.equal(['shop', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'deny-all' }]);
  });

  it('is about the namespace of the source where no policy decides', () => {
    const report = mixed();
    const [event] = eventsOf({ ...report, cells: report.cells.map(({ policy: _policy, ...cell }) => cell) });
    expect(event?.regarding).to.deep.equal({ apiVersion: 'v1', kind: 'Namespace', namespace: 'app', name: 'app' });
  });

  it('leaves out what is in no namespace that is known', () => expect(eventsOf(many({ cell: 'nobody -> nothing' }))).to.deep.equal([]));
  it('is no flood', () => expect(eventsOf(many({}, 500))).to.have.length(mostEvents));
  it('has names of their own', () => expect(new Set(eventsOf(many({}, 50)).map(({ name }) => name)).size).to.equal(50));
  for (const letter of ['x', 'ü', '😀']) {
    it(`has notes that the API takes, of "${letter}"`, () => {
      const [event] = eventsOf(many({ message: letter.repeat(2000) }));
      expect(Buffer.byteLength(event?.note ?? '')).to.be.within(1020, 1024);
    });
  }
});
