import { expect } from 'chai';
import * as fc from 'fast-check';
import { clouds } from '../../../../src/model/clouds.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve } from '../../../support/targets.ts';

const pod = aPod('live', { ips: ['10.0.0.10', 'fd00::10'] });
const ports = [{ name: '', transport: 'TCP' as const, port: 8080 }];
const dnsPorts = (['UDP', 'TCP'] as const).map((transport) => ({ name: transport, transport, port: 53, targetPort: 53 }));
const snapshot = aSnapshot({
  nodes: ['a', 'b'].map((name, index) => aNode(name, { addresses: [`172.18.0.${index}`, `fd18::${index}`] })),
  pods: [pod],
  nodeLocalDns: ['169.254.20.10', '169.254.20.11', 'fd00:169::10'],
  services: [
    aService('live', { clusterIps: ['10.96.0.10', 'fd96::10'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080 }] }),
    aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.53', 'fd96::53'], ports: dnsPorts }),
  ],
  endpointSlices: [4, 6].map((family) => aSlice('live', [], { ports, endpoints: [{ addresses: [family === 4 ? '10.0.0.10' : 'fd00::10'], ready: true, pod }] })),
});
const address = fc.constantFrom('203.0.113.1', '203.0.113.2', '2001:db8::1');
const target: fc.Arbitrary<object> = fc.oneof(
  fc.record({ standIn: fc.constant({ namespace: 'default', labels: { a: 'b' } }), ports: fc.uniqueArray(fc.record({ port: fc.constantFrom(53, 80, 443), protocol: fc.constantFrom('TCP', 'UDP') }), { minLength: 1, selector: ({ port, protocol }) => `${protocol}${port}` }) }),
  fc.record({ wellKnown: fc.constant('cloud-metadata'), clouds: fc.uniqueArray(fc.constantFrom(...clouds), { minLength: 1 }) }),
  fc.record({ wellKnown: fc.constant('internet'), addresses: fc.array(address, { minLength: 1 }) }),
  fc.constantFrom<object>({ wellKnown: 'cluster-dns' }, { nodes: {}, port: 22 }, { host: 'example.com', port: 443 }, { service: { namespace: 'default', name: 'live' }, port: 80, nodePorts: true }),
);

describe('resolveTarget(), for any target', () => {
  it('gives no two cells that a cell id could not tell apart, and no cell without a destination', () => {
    fc.assert(
      fc.property(target, fc.constantFrom<(4 | 6)[]>([4], [4, 6]), (written, families) => {
        const { cells, error } = resolve(written, snapshot, families);
        expect(error).to.equal(undefined);
        const keys = cells.map(({ path, family, transport, port }) => `${path} ${family} ${transport} ${port}`);
        expect(new Set(keys)).to.have.lengthOf(keys.length);
        for (const { destinations } of cells) expect(destinations).not.to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });
});
