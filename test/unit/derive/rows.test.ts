import { expect } from 'chai';
import { blocksIn, spansBetween } from '../../../src/derive/atoms.ts';
import { isOpenIn, rowsOf } from '../../../src/derive/rows.ts';
import type { Rows } from '../../../src/derive/rows.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import type { OpenQuestion } from '../../../src/policy/readings.ts';
import { policiesFrom } from '../../support/policies.ts';
import type { Policies } from '../../support/policies.ts';

const aPod = (namespace: string, app: string, ip: string): PodEndpoint => ({ kind: 'pod', namespace, labels: { app }, ports: [{ name: 'http', protocol: 'TCP', port: 80 }], ips: [ip], hostNetwork: false });
const ends = [aPod('x', 'web', '10.0.0.1'), aPod('x', 'api', '10.0.0.2'), aPod('y', 'web', '10.0.1.1'), aPod('y', 'api', '10.0.1.2')];
/** Port 80 of each, and 81 of the first. */
const columns = [...ends.keys()].map((end) => ({ end, protocol: 'TCP' as const, port: 80 })).concat({ end: 0, protocol: 'TCP', port: 81 });

const rowsFor = (specs: Policies): ((...questions: OpenQuestion[]) => Rows) => {
  const policies = policiesFrom(specs);
  const rows = rowsOf({ sources: ends, ends, columns, index: indexPolicies({ policies, namespaces: [] }), spansOf: spansBetween(blocksIn(policies)) });
  return (...questions) => rows({ reading: new Set(questions), family: 4 });
};
/** A line for each source, `.` where a column is open to it. */
const drawn = (rows: Rows): string[] => ends.map((_, source) => columns.map((_column, column) => (isOpenIn(rows, source, column) ? '.' : 'X')).join(''));

const cases: readonly { name: string; specs: Policies; expected: readonly string[] }[] = [
  { name: 'everything where there is no policy', specs: {}, expected: ['.....', '.....', '.....', '.....'] },
  { name: 'nothing into a namespace that is closed', specs: { 'x/p': 'podSelector: {}' }, expected: ['XX..X', 'XX..X', 'XX..X', 'XX..X'] },
  { name: 'nothing out of a pod that is closed', specs: { 'y/p': '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}' }, expected: ['.....', '.....', 'XXXXX', '.....'] },
  { name: 'a rule’s peers alone', specs: { 'x/p': '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]}' }, expected: ['XX..X', '.....', 'XX..X', 'XX..X'] },
  { name: 'a rule’s port alone, by its name', specs: { 'x/p': '{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: http}]}]}' }, expected: ['....X', '....X', '....X', '....X'] },
  { name: 'the union of rules and policies', specs: { 'x/p': '{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 81}]}, {to: [{podSelector: {}}]}]}', 'x/q': '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: y}}}]}]}' }, expected: ['..XX.', '.....', '.....', '.....'] },
  { name: 'what both ends allow', specs: { 'x/p': '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]}]}', 'y/p': '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}]}]}' }, expected: ['X.XXX', 'X.XXX', '.....', '.....'] },
  { name: 'pods in a block of addresses', specs: { 'x/p': '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/23, except: [10.0.0.0/31]}}]}]}' }, expected: ['XX..X', '.....', '.....', '.....'] },
];

describe('rowsOf()', () => {
  for (const { name, specs, expected } of cases) it(`opens ${name}`, () => expect(drawn(rowsFor(specs)())).to.deep.equal(expected));

  it('gives the same row to sources that the same rules let out, and to columns that the same rules open', () => {
    const { egress, ingress } = rowsFor({ 'x/p': '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 80}], from: [{podSelector: {}}]}], egress: [{to: [{podSelector: {}}]}]}' })();
    expect(egress[0] === egress[1], 'sources in x').to.equal(true);
    expect(egress[2] === egress[3], 'sources in y').to.equal(true);
    expect(ingress[0] === ingress[1], 'port 80 in x').to.equal(true);
    expect(ingress[0] === ingress[4], 'another port in x').to.equal(false);
  });

  it('gives the very same rows under another reading where it changes nothing', () => {
    const rows = rowsFor({
      'x/p': '{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}',
      'y/p': '{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}, {podSelector: {}}]}]}',
    });
    const [usual, other] = [rows(), rows('ip-block-on-pod')];
    expect(columns.map((_, column) => usual.ingress[column] === other.ingress[column])).to.deep.equal([false, true, true, true, false]);
    expect(ends.map((_, source) => usual.egress[source] === other.egress[source])).to.deep.equal([true, true, true, true]);
  });
});
