/** For each variant a policy that it bends, and a connection that this turns; and one that it spares. */
import type { Policies } from '../../support/policies.ts';
import type { Connection } from './cluster.ts';

export interface Bite {
  readonly fault: string;
  readonly place: string;
  /** In namespace x, by name. */
  readonly policies: Policies;
  readonly turns: Connection;
  readonly right: 'allow' | 'deny';
  readonly spares?: Connection;
}

const web = 'podSelector: {matchLabels: {app: web}}';
const front = 'podSelector: {matchLabels: {tier: front}}';
const red = 'namespaceSelector: {matchLabels: {team: red}}';
const blue = 'namespaceSelector: {matchLabels: {team: blue}}';
const api = (ingress: string): Policies => ({ 'x/p': `podSelector: {matchLabels: {app: api}}\ningress: ${ingress}` });
const out = (egress: string): Policies => ({ 'x/p': `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: ${egress}` });
const closedApi = api('[]');
const mute = out('[]');
const toApi: Connection = { from: 'x/web', to: 'x/api' };
const yToApi: Connection = { from: 'y/web', to: 'x/api' };
const dbToApi: Connection = { from: 'x/db', to: 'x/api' };
const jobToApi: Connection = { from: 'y/job', to: 'x/api' };
const webRule = `[{from: [{${web}}], ports: [{port: 80}]}]`;
const selector = (podSelector: string): Policies => ({ 'x/p': `podSelector: ${podSelector}\ningress: []` });
const peer = (podSelector: string): Policies => api(`[{from: [{podSelector: ${podSelector}}]}]`);
const team = (namespaceSelector: string): Policies => api(`[{from: [{namespaceSelector: ${namespaceSelector}}]}]`);
const is = (key: string, operator: string, ...values: string[]): string => `{key: ${key}, operator: ${operator}${values.length > 0 ? `, values: [${values.join(', ')}]` : ''}}`;
const where = (...expressions: string[]): string => `{matchExpressions: [${expressions.join(', ')}]}`;
const labelled = (labels: string, ...expressions: string[]): string => `{matchLabels: {${labels}}, matchExpressions: [${expressions.join(', ')}]}`;
const hole = out('[{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.0/24]}}]}]');
const part = out('[{to: [{ipBlock: {cidr: 198.51.0.0/16, except: [198.51.100.0/24]}}]}]');
const holeByOther: Policies = { ...part, 'x/q': 'podSelector: {}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 198.51.100.7/32}}]}]' };
const inHole: Connection = { from: 'x/web', to: '198.51.100.7' };
const egressOnly: Policies = { ...out(`[{to: [{podSelector: {matchLabels: {app: api}}}]}]`), 'x/q': 'podSelector: {matchLabels: {app: api}}' };
const ingressOnly: Policies = { ...api(`[{from: [{${web}}]}]`), 'x/q': `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]` };
const long = 'l'.repeat(63);

export const bites: readonly Bite[] = [
  { fault: 'FM-STARTUP-OPEN:egress', place: 'node node-1', policies: mute, turns: { from: 'x/web', to: 'y/job' }, right: 'deny' },
  { fault: 'FM-STARTUP-EST:egress', place: 'node node-1', policies: mute, turns: { from: 'x/web', to: 'y/job' }, right: 'deny' },
  { fault: 'FM-NODE-DEAD:all', place: 'node node-1', policies: { 'x/all': 'podSelector: {}' }, turns: yToApi, right: 'deny', spares: { from: 'y/web', to: 'x/db' } },
  { fault: 'FM-EGRESS-IGNORED:always', place: 'node node-1', policies: mute, turns: { from: 'x/web', to: 'y/job' }, right: 'deny' },
  { fault: 'FM-EGRESS-IGNORED:empty', place: 'x/p egress', policies: mute, turns: { from: 'x/web', to: 'y/job' }, right: 'deny' },
  { fault: 'FM-EGRESS-IGNORED:rules', place: 'x/p egress', policies: hole, turns: inHole, right: 'deny', spares: { from: 'x/web', to: '203.0.113.9' } },
  { fault: 'FM-INGRESS-IGNORED:always', place: 'node node-1', policies: closedApi, turns: yToApi, right: 'deny' },
  { fault: 'FM-INGRESS-IGNORED:empty', place: 'x/p ingress', policies: closedApi, turns: yToApi, right: 'deny' },
  { fault: 'FM-INGRESS-IGNORED:rules', place: 'x/p ingress', policies: api(webRule), turns: yToApi, right: 'deny' },
  { fault: 'FM-FIRST-ACCEPT:egress', place: 'node node-1', policies: egressOnly, turns: toApi, right: 'deny', spares: yToApi },
  { fault: 'FM-FIRST-ACCEPT:mirror', place: 'node node-1', policies: ingressOnly, turns: toApi, right: 'deny' },
  { fault: 'FM-FIRST-ACCEPT:egress-always', place: 'node node-2', policies: { 'x/p': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {}}]}]', 'x/q': 'podSelector: {matchLabels: {app: db}}' }, turns: { from: 'x/web', to: 'x/db' }, right: 'deny', spares: jobToApi },
  { fault: 'FM-FIRST-ACCEPT:mirror-always', place: 'node node-2', policies: { ...api('[{from: [{podSelector: {}}]}]'), 'x/q': 'podSelector: {matchLabels: {app: db}}\npolicyTypes: [Egress]' }, turns: dbToApi, right: 'deny' },
  { fault: 'FM-SAMENODE-OPEN:all', place: 'node node-1', policies: closedApi, turns: yToApi, right: 'deny', spares: jobToApi },
  { fault: 'FM-SAMENODE-OPEN:pod-ip', place: 'node node-1', policies: closedApi, turns: yToApi, right: 'deny', spares: { ...yToApi, service: true } },
  { fault: 'FM-SAMENODE-SVC:all', place: 'node node-1', policies: closedApi, turns: { ...yToApi, service: true }, right: 'deny', spares: yToApi },
  { fault: 'FM-EXCEPT:a', place: 'x/p egress rule 1, peer 1', policies: part, turns: inHole, right: 'deny', spares: { from: 'x/web', to: '203.0.113.9' } },
  { fault: 'FM-EXCEPT:b', place: 'x/p egress rule 1, peer 1', policies: hole, turns: inHole, right: 'deny' },
  { fault: 'FM-EXCEPT:c', place: 'x/p egress rule 1, peer 1', policies: holeByOther, turns: inHole, right: 'allow', spares: { from: 'x/web', to: '198.51.1.1' } },
  { fault: 'FM-EXCEPT:d', place: 'x/p egress rule 1, peer 1', policies: part, turns: { from: 'x/web', to: '198.51.1.1' }, right: 'allow', spares: { from: 'x/web', to: '203.0.113.9' } },
  { fault: 'FM-PEER-LOGIC:a', place: 'x/p ingress rule 1, peer 1', policies: api(`[{from: [{${red}, ${front}}]}]`), turns: dbToApi, right: 'deny', spares: yToApi },
  { fault: 'FM-PEER-LOGIC:b', place: 'x/p ingress rule 1', policies: api(`[{from: [{${web}}, {${front}}, {podSelector: {matchLabels: {app: db}}}]}]`), turns: dbToApi, right: 'allow' },
  { fault: 'FM-PEER-LOGIC:c', place: 'x/p ingress rule 1, peer 1', policies: api(`[{from: [{${web}}]}]`), turns: yToApi, right: 'deny', spares: dbToApi },
  { fault: 'FM-PEER-LOGIC:d-first', place: 'x/p ingress rule 1', policies: api(`[{from: [{${web}}, {${blue}}]}]`), turns: jobToApi, right: 'allow', spares: toApi },
  { fault: 'FM-PEER-LOGIC:d-last', place: 'x/p ingress rule 1', policies: api(`[{from: [{${web}}, {${blue}}]}]`), turns: toApi, right: 'allow', spares: jobToApi },
  { fault: 'FM-PEER-LOGIC:e-deny', place: 'x/p ingress rule 1', policies: api('[{}]'), turns: yToApi, right: 'allow' },
  { fault: 'FM-PEER-LOGIC:e-allow', place: 'x/p ingress', policies: closedApi, turns: yToApi, right: 'deny' },
  { fault: 'FM-SELECTOR-OP:a-subject', place: 'x/p podSelector', policies: selector(where(is('tier', 'NotIn', 'front'))), turns: { from: 'y/web', to: 'x/db' }, right: 'deny', spares: yToApi },
  { fault: 'FM-SELECTOR-OP:a-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(where(is('tier', 'DoesNotExist'))), turns: dbToApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:a-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(where(is('stage', 'NotIn', 'dev'))), turns: yToApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:b', place: 'x/p egress rule 1, peer 1', policies: out(`[{to: [{podSelector: ${where(is('tier', 'NotIn', 'front'))}}]}]`), turns: { from: 'x/web', to: '203.0.113.9' }, right: 'deny', spares: { from: 'x/web', to: 'y/job' } },
  { fault: 'FM-SELECTOR-OP:c-none-subject', place: 'x/p podSelector', policies: selector(where(is('app', 'In', 'api', 'db'))), turns: yToApi, right: 'deny' },
  { fault: 'FM-SELECTOR-OP:c-none-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(where(is('app', 'In', 'db', 'web'))), turns: dbToApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:c-none-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(where(is('team', 'In', 'red', 'blue'))), turns: yToApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:c-first-subject', place: 'x/p podSelector', policies: selector(where(is('app', 'In', 'db', 'api'))), turns: yToApi, right: 'deny', spares: { from: 'y/web', to: 'x/db' } },
  { fault: 'FM-SELECTOR-OP:c-first-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(where(is('app', 'In', 'db', 'web'))), turns: toApi, right: 'allow', spares: dbToApi },
  { fault: 'FM-SELECTOR-OP:c-first-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(where(is('team', 'In', 'red', 'blue'))), turns: yToApi, right: 'allow', spares: toApi },
  { fault: 'FM-SELECTOR-OP:d-all-subject', place: 'x/p podSelector', policies: selector(where(is('app', 'In', 'api'))), turns: { from: 'y/web', to: 'x/db' }, right: 'allow', spares: yToApi },
  { fault: 'FM-SELECTOR-OP:d-all-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(where(is('app', 'In', 'web'))), turns: dbToApi, right: 'deny', spares: yToApi },
  { fault: 'FM-SELECTOR-OP:d-all-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(where(is('team', 'In', 'red'))), turns: yToApi, right: 'deny' },
  { fault: 'FM-SELECTOR-OP:d-none-subject', place: 'x/p podSelector', policies: selector(where(is('app', 'In', 'api'))), turns: yToApi, right: 'deny' },
  { fault: 'FM-SELECTOR-OP:d-none-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(where(is('app', 'In', 'web'))), turns: toApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:d-none-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(where(is('team', 'In', 'blue'))), turns: yToApi, right: 'allow' },
  { fault: 'FM-SELECTOR-OP:e-subject', place: 'x/p podSelector', policies: selector(labelled('app: api', is('tier', 'In', 'front'))), turns: yToApi, right: 'allow', spares: { from: 'y/web', to: 'x/db' } },
  { fault: 'FM-SELECTOR-OP:e-peer', place: 'x/p ingress rule 1, peer 1', policies: peer(labelled('app: db', is('tier', 'Exists'))), turns: dbToApi, right: 'deny' },
  { fault: 'FM-SELECTOR-OP:e-namespace', place: 'x/p ingress rule 1, peer 1', policies: team(labelled('team: blue', is('stage', 'Exists'))), turns: yToApi, right: 'deny', spares: dbToApi },
  { fault: 'FM-EMPTY-PEERSET:open', place: 'x/p ingress rule 1', policies: peer('{matchLabels: {app: nobody}}'), turns: yToApi, right: 'deny' },
  { fault: 'FM-EMPTY-PEERSET:vanish', place: 'x/p', policies: peer('{matchLabels: {app: nobody}}'), turns: yToApi, right: 'deny' },
  { fault: 'FM-PORT:a-block', place: 'x/p egress rule 1', policies: out('[{to: [{ipBlock: {cidr: 203.0.113.0/24}}], ports: [{port: 443}]}]'), turns: { from: 'x/web', to: '203.0.113.9' }, right: 'deny' },
  { fault: 'FM-PORT:a', place: 'x/p ingress rule 1', policies: api(webRule), turns: { ...toApi, port: 81 }, right: 'deny', spares: { ...yToApi, port: 81 } },
  { fault: 'FM-PORT:b', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{port: 80, endPort: 90}]}]'), turns: { ...toApi, port: 81 }, right: 'allow', spares: toApi },
  { fault: 'FM-PORT:c-short', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{port: 80, endPort: 90}]}]'), turns: { ...toApi, port: 90 }, right: 'allow', spares: { ...toApi, port: 89 } },
  { fault: 'FM-PORT:c-long', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{port: 80, endPort: 90}]}]'), turns: { ...toApi, port: 91 }, right: 'deny', spares: { ...toApi, port: 92 } },
  { fault: 'FM-PORT:d', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{protocol: TCP}]}]'), turns: toApi, right: 'allow' },
  { fault: 'FM-PORT:e', place: 'x/p ingress rule 1, ports after 1', policies: api('[{ports: [{port: 79}, {port: 80}]}]'), turns: toApi, right: 'allow', spares: { ...toApi, port: 79 } },
  { fault: 'FM-PROTO:a', place: 'node node-1', policies: closedApi, turns: { ...yToApi, protocol: 'UDP' }, right: 'deny', spares: yToApi },
  { fault: 'FM-PROTO:b', place: 'node node-1', policies: {}, turns: { ...yToApi, protocol: 'UDP' }, right: 'allow', spares: yToApi },
  { fault: 'FM-PROTO:c', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{port: 80, protocol: UDP}]}]'), turns: toApi, right: 'deny', spares: { ...toApi, port: 81 } },
  { fault: 'FM-PROTO:d', place: 'x/p ingress rule 1, port 1', policies: api('[{ports: [{port: 80, protocol: SCTP}]}]'), turns: toApi, right: 'deny', spares: { ...toApi, protocol: 'UDP' } },
  { fault: 'FM-PROTO:f', place: 'node node-1', policies: api('[{ports: [{port: 53}]}]'), turns: { ...toApi, port: 53 }, right: 'allow', spares: { from: 'x/api', to: 'x/web', port: 53 } },
  { fault: 'FM-FREEZE:named-port-skip', place: 'x/p', policies: api('[{ports: [{port: http}]}]'), turns: { ...toApi, port: 81 }, right: 'deny' },
  { fault: 'FM-FREEZE:protocol-only-skip', place: 'x/p', policies: api('[{ports: [{protocol: UDP}]}]'), turns: toApi, right: 'deny' },
  { fault: 'FM-FREEZE:long-name-skip', place: `x/${long}1`, policies: { [`x/${long}1`]: 'podSelector: {}' }, turns: toApi, right: 'deny' },
  { fault: 'FM-FREEZE:mixed-families-skip', place: 'x/p', policies: api('[{from: [{ipBlock: {cidr: 203.0.113.0/24}}, {ipBlock: {cidr: "2001:db8::/32"}}], ports: [{port: 79}]}]'), turns: toApi, right: 'deny' },
  { fault: 'FM-FREEZE:prefix-twins-skip', place: `x/${long}1`, policies: { [`x/${long}1`]: 'podSelector: {}', [`x/${long}2`]: 'podSelector: {matchLabels: {app: db}}' }, turns: toApi, right: 'deny' },
  { fault: 'FM-V6:a', place: 'node node-1', policies: closedApi, turns: { ...yToApi, family: 6 }, right: 'deny', spares: yToApi },
  { fault: 'FM-V6:b', place: 'node node-1', policies: {}, turns: { ...yToApi, family: 6 }, right: 'allow', spares: yToApi },
  { fault: 'FM-V6:d', place: 'x/p ingress rule 1', policies: api(webRule), turns: { ...toApi, port: 81, family: 6 }, right: 'deny', spares: { ...toApi, port: 81 } },
  { fault: 'CLOSED:isolated', place: 'node node-1', policies: api('[{}]'), turns: yToApi, right: 'allow', spares: { from: 'x/api', to: 'x/web' } },
  { fault: 'CLOSED:egress', place: 'pods of x.web', policies: {}, turns: toApi, right: 'allow', spares: yToApi },
  { fault: 'CLOSED:ingress', place: 'pods of x.api', policies: {}, turns: toApi, right: 'allow', spares: { from: 'x/api', to: 'x/db' } },
  { fault: 'CLOSED:rule', place: 'x/p ingress rule 1', policies: api(webRule), turns: toApi, right: 'allow' },
  { fault: 'CLOSED:peer', place: 'x/p ingress rule 1, peer 2', policies: api(`[{from: [{${web}}, {${blue}}]}]`), turns: yToApi, right: 'allow', spares: toApi },
  { fault: 'CLOSED:port', place: 'x/p ingress rule 1, port 2', policies: api('[{ports: [{port: 79}, {port: 80}]}]'), turns: toApi, right: 'allow', spares: { ...toApi, port: 79 } },
  { fault: 'ALL-CLOSED:all', place: 'node node-2', policies: {}, turns: { from: 'x/db', to: 'x/api' }, right: 'allow', spares: toApi },
  { fault: 'OPEN:egress', place: 'pods of x.web', policies: mute, turns: { from: 'x/web', to: 'y/job' }, right: 'deny' },
  { fault: 'OPEN:ingress', place: 'pods of x.api', policies: closedApi, turns: yToApi, right: 'deny' },
  { fault: 'OPEN:peers', place: 'x/p ingress rule 1', policies: api(webRule), turns: yToApi, right: 'deny', spares: { ...yToApi, port: 81 } },
];
