import { expect } from 'chai';
import { explain } from '../../../../src/compare/canary/explain.ts';
import type { Explanation } from '../../../../src/compare/canary/explain.ts';
import type { CanaryCell } from '../../../../src/model/report.ts';
import { foundBy } from '../../../support/canary.ts';

const all = foundBy(['n1', 'n2', 'n3']).filter(({ direction }) => direction === 'ingress' || direction === 'egress');

const cases: readonly { name: string; which: (cell: CanaryCell) => boolean; explanation: Explanation | undefined }[] = [
  { name: 'all of them', which: () => true, explanation: {} },
  { name: 'none of them', which: () => false, explanation: undefined },
  { name: 'those of one node', which: ({ node }) => node === 'n2', explanation: { node: ['n2'] } },
  { name: 'those of two nodes', which: ({ node }) => node !== 'n2', explanation: { node: ['n1', 'n3'] } },
  { name: 'one direction of one transport', which: ({ direction, transport }) => direction === 'egress' && transport === 'UDP', explanation: { direction: ['egress'], transport: ['UDP'] } },
  { name: 'four properties', which: ({ direction, transport, family, path }) => direction === 'egress' && transport === 'UDP' && family === 6 && path === 'pod-ip', explanation: { direction: ['egress'], transport: ['UDP'], family: ['6'], path: ['pod-ip'] } },
  { name: 'one property or another', which: ({ direction, transport }) => direction === 'egress' || transport === 'UDP', explanation: undefined },
];

describe('explain()', () => {
  for (const { name, which, explanation } of cases) {
    it(`finds what ${name} have in common, and no other`, () => expect(explain(all.filter(which), all.filter((cell) => !which(cell)))).to.deep.equal(explanation));
  }

  it('needs no property that the others leave open', () => {
    const ingressOnly = all.filter(({ direction }) => direction === 'ingress');
    expect(explain(ingressOnly.filter(({ transport }) => transport === 'UDP'), ingressOnly.filter(({ transport }) => transport === 'TCP'))).to.deep.equal({ transport: ['UDP'] });
  });
});
