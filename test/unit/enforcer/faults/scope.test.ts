import { expect } from 'chai';
import type { FaultScope } from '../../../enforcer/faults/spec.ts';
import { passes, pod, policy, seeing, under, view, type Packet } from '../support/scene.ts';

const [a, b, a6, b6] = ['10.244.1.1', '10.244.1.2', 'fd44:0:0:1::1', 'fd44:0:0:1::2'] as const;
const isolated = view([pod('a', 1), pod('b', 2)], [policy({ podSelector: { matchLabels: { pod: 'a' } }, policyTypes: ['Ingress', 'Egress'] })]);

const cases: readonly { readonly scope: FaultScope; readonly open: readonly Packet[]; readonly closed: readonly Packet[] }[] = [
  { scope: {}, open: [{ from: a, to: b }, { from: b6, to: a6, protocol: 'UDP' }, { from: '10.244.1.9', to: b }], closed: [] },
  { scope: { nodes: ['node2'] }, open: [], closed: [{ from: a, to: b }, { from: b, to: a }] },
  { scope: { nodes: ['node1', 'node2'] }, open: [{ from: a, to: b }], closed: [] },
  { scope: { direction: 'egress' }, open: [{ from: a, to: b }], closed: [{ from: b, to: a }, { from: '10.244.1.9', to: b }] },
  { scope: { family: 6 }, open: [{ from: a6, to: b6 }, { from: 'fd44:0:0:1::9', to: b6 }], closed: [{ from: a, to: b }, { from: '10.244.1.9', to: b }] },
  { scope: { protocol: 'UDP' }, open: [{ from: a, to: b, protocol: 'UDP' }], closed: [{ from: a, to: b }] },
  { scope: { probability: 0 }, open: [], closed: [{ from: a, to: b }] },
  { scope: { probability: 1 }, open: [{ from: a, to: b }], closed: [] },
];

describe('within()', () => {
  for (const { scope, open, closed } of cases) {
    it(`applies FM-NODE-DEAD where it is wanted: ${JSON.stringify(scope)}`, () => {
      const { rules } = under({ model: 'FM-NODE-DEAD', ...scope }, seeing(isolated));
      for (const packet of open) expect(passes(rules, packet), `open: ${JSON.stringify(packet)}`).to.equal(true);
      for (const packet of closed) expect(passes(rules, packet), `closed: ${JSON.stringify(packet)}`).to.equal(false);
    });
  }

  it('narrows gates too', () => {
    const { rules } = under({ model: 'FM-SAMENODE-OPEN', family: 6, protocol: 'UDP' }, seeing(isolated));
    expect(rules.gates).to.deep.equal([{ how: 'accept', from: 'local', to: 'local', families: [6], protocols: ['UDP'] }]);
  });

  it('hits the same share of pods every time', () => {
    const many = view(Array.from({ length: 200 }, (_, index) => pod(`p${index}`, index + 1)), [policy({ podSelector: {}, policyTypes: ['Egress'] })]);
    const hits = () => under({ model: 'FM-EGRESS-IGNORED', probability: 0.25 }, seeing(many)).rules.subjects.filter(({ lanes }) => lanes['egress-TCP'] === 'open').map(({ uid }) => uid);
    expect(new Set(hits()).size).to.be.within(35, 65);
    expect(hits()).to.deep.equal(hits());
  });
});
