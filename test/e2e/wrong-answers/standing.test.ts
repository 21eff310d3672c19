import { expect } from 'chai';
import { describeScenario } from './describe-scenario.ts';
import { withoutDns } from './faults/dns.ts';
import { lossy, slamming } from './faults/network.ts';
import { killed } from './faults/nodes.ts';
import { serviceMade } from './faults/workloads.ts';
import { standingObjects } from './standing/objects.ts';
import { standing } from './standing/rows.ts';

const [namespace = ''] = standing.namespaces;

describeScenario({
  scenario: standing,
  objects: standingObjects,
  before: [withoutDns, killed('kube-proxy', 'node1'), serviceMade(namespace, 'fresh'), lossy(namespace, 'app=lossy', 0.3), slamming(namespace, 'app=slamming', 8080)],
  more: (played) => {
    it('tells the latency of what came through the lossy veth', () => {
      const cell = played().report.cells.find(({ cell: { source, target } }) => source === 'friend' && target === 'lossy');
      expect(cell?.reality?.destinations[0]?.tally.latencyMs?.max).to.be.above(0);
    });
  },
});
