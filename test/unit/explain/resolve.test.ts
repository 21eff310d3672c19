import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import { explain } from '../../../src/explain/explain.ts';
import type { Explanation, Party } from '../../../src/explain/explanation.ts';
import type { World } from '../../../src/world/world.ts';
import { aLivePod, aLiveService, aLiveWorld, http, worldOfText } from '../../support/live-world.ts';

const pods = [
  aLivePod('shop/web-1', { ips: ['10.244.1.11'], ports: [http] }),
  aLivePod('shop/web-2', { ips: ['10.244.2.12'], node: 'node-2', ports: [http] }),
  aLivePod('shop/api-1', { ips: ['10.244.1.13'] }),
  aLivePod('shop/agent-1', { hostNetwork: true, ips: ['192.0.2.1'] }),
];
const services = [aLiveService('shop/web'), aLiveService('shop/api', { clusterIps: ['10.96.0.81'], selector: {} })];
const direct = { target: { kind: 'address', ip: '172.30.0.11' }, port: 6443 } as const;
const apiserver = [direct, { target: { kind: 'address', ip: '172.30.0.10' }, port: 6443, through: { kind: 'cluster-ip', ip: '10.96.0.1', port: 443 } }] as const;
const world = aLiveWorld({ pods, services: [...services, aLiveService('default/kubernetes', { clusterIps: ['10.96.0.1'], ports: [{ name: '', transport: 'TCP', port: 443, targetPort: 6443 }] })], apiserver });

const told = ({ called, pods: count, addresses }: Party): string => `${called} (${count}) ${addresses.join(' ')}`.trimEnd();
const dialled = (target: string, own: World = world): string[] => explain({ source: '203.0.113.10', target }, own).cases.map(({ target: party, port, behind }) => `${told(party)}${port === undefined ? '' : `, ${port}`}${behind === undefined ? '' : `, behind ${behind.namespace}/${behind.name}:${behind.port}`}`);

const filed = worldOfText(
  '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {template: {metadata: {labels: {app: web}}, spec: {}}}}',
  '{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}',
);

const found: readonly { name: string; target: string; world?: World; expected: readonly string[] }[] = [
  { name: 'a pod by its name', target: 'shop/web-1:80', expected: ['pod web-1 of shop (1) 10.244.1.11, 80'] },
  { name: 'all pods of a workload, as long as no policy tells them apart', target: 'shop/web:80', expected: ['web of shop (2) 10.244.1.11, 80'] },
  {
    name: 'its pods one by one where a block of addresses tells them apart',
    target: 'shop/web:80',
    world: { ...world, policies: aLiveWorld({ policies: { 'shop/p': '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.244.1.0/24}}]}]}' } }).policies },
    expected: ['web of shop (1) 10.244.1.11, 80', 'web of shop (1) 10.244.2.12, 80'],
  },
  {
    name: 'its pods one by one where a label tells them apart',
    target: 'shop/web:80',
    world: { ...world, pods: [aLivePod('shop/web-1', { labels: { app: 'web', track: 'canary' } }), aLivePod('shop/web-2', { labels: { app: 'web', track: 'stable' } })], policies: aLiveWorld({ policies: { 'shop/p': '{podSelector: {matchLabels: {track: canary}}}' } }).policies },
    expected: ['web of shop (1) 10.244.1.10, 80', 'web of shop (1) 10.244.1.10, 80'],
  },
  { name: 'its pods as one where only a label differs that no policy asks for', target: 'shop/web', world: { ...world, pods: [aLivePod('shop/web-1', { labels: { app: 'web', 'pod-name': 'web-1' } }), aLivePod('shop/web-2', { labels: { app: 'web', 'pod-name': 'web-2' } })] }, expected: ['web of shop (2) 10.244.1.10'] },
  { name: 'a pod that need not be there', target: 'shop/app=x,tier=y:80', expected: ['a pod of shop with app=x,tier=y (1), 80'] },
  { name: 'a node', target: 'node:node-2:10250', expected: ['node node-2 (0) 192.0.2.2, 10250'] },
  { name: 'a node of which files say nothing', target: 'node:any:10250', world: filed, expected: ['node any (0), 10250'] },
  { name: "a stranger's address", target: '203.0.113.9:443', expected: ['203.0.113.9 (0) 203.0.113.9, 443'] },
  { name: "a pod by its address", target: '10.244.2.12:443', expected: ['10.244.2.12, which is pod web-2 of shop (1) 10.244.2.12, 443'] },
  { name: "a node by its address, though a pod has it, too", target: '192.0.2.1:443', expected: ['192.0.2.1, which is node node-1 (0) 192.0.2.1, 443'] },
  { name: 'the pods behind a Service, by their own port', target: 'service:shop/web:80', expected: ['web of shop (2) 10.244.1.11, 8080, behind shop/web:80'] },
  { name: 'the pods behind a Service by its address', target: '10.96.0.80:80', expected: ['web of shop (2) 10.244.1.11, 8080, behind shop/web:80'] },
  { name: 'the templates behind a Service of a file', target: 'service:shop/web:80', world: filed, expected: ['web of shop (1), 8080, behind shop/web:80'] },
  { name: 'the API server behind its Service', target: 'service:default/kubernetes:443', expected: ['172.30.0.10 (0) 172.30.0.10, 6443, behind default/kubernetes:443'] },
];

const refused: readonly { name: string; target: string; world?: World; expected: string }[] = [
  { name: 'workloads, each once', target: 'shop/wep:80', expected: 'There is no pod or workload "wep" in shop; there are agent, api, web' },
  { name: 'the one workload there is', target: 'shop/wep:80', world: filed, expected: 'There is no pod or workload "wep" in shop; there is web' },
  { name: 'namespaces', target: 'shpo/web:80', expected: 'There is no namespace "shpo"; there are data, shop' },
  { name: 'how to write what need not be there', target: 'data/web:80', expected: 'There is no pod in data; what need not exist is written by its labels: data/app=web' },
  { name: 'nodes', target: 'node:node-3:80', expected: 'There is no node "node-3"; there are node-1, node-2' },
  { name: 'Services', target: 'service:shop/wep:80', expected: 'There is no Service "wep" in shop; there are api, web' },
  { name: 'that there is none', target: 'service:data/web:80', expected: 'There is no Service "web" in data; there is none' },
  { name: "a Service's ports", target: 'service:shop/web', expected: 'Which port of Service shop/web? There is 80/TCP' },
  { name: "a Service's ports to whom writes its address", target: '10.96.0.80', expected: 'Which port of Service shop/web? There is 80/TCP' },
  { name: 'the ports that a Service has instead', target: 'service:shop/web:80/UDP', expected: 'Cannot explain what Service shop/web leads to: Service shop/web has no UDP port 80; it has TCP 80' },
  { name: 'the ports that the API server has instead', target: 'service:default/kubernetes:80', expected: 'Cannot explain what Service default/kubernetes leads to: Service default/kubernetes has no TCP port 80; it has TCP 443' },
  { name: 'why nobody knows what is behind a Service', target: 'service:shop/api:80', expected: 'Cannot explain what Service shop/api leads to: Service shop/api selects no pods: what is behind it is not known' },
  { name: 'a dozen, and how many more', target: 'shop/x', world: aLiveWorld({ pods: Array.from({ length: 15 }, (_, at) => aLivePod(`shop/${String.fromCharCode(97 + at)}-1`)) }), expected: 'There is no pod or workload "x" in shop; there are a, b, c, d, e, f, g, h, i, j, k, l, 3 more' },
];

const refusal = (ask: () => Explanation): string => {
  try {
    ask();
  } catch (error) {
    if (error instanceof NetproofError && error.code === 'ERR_USAGE') return error.message;
    throw error;
  }
  return 'was explained';
};

describe('explain(), of whom', () => {
  for (const { name, target, world: own, expected } of found) it(`finds ${name}`, () => expect(dialled(target, own)).to.deep.equal(expected));
  for (const { name, target, world: own = world, expected } of refused) it(`names ${name}`, () => expect(refusal(() => explain({ source: '203.0.113.10', target }, own))).to.equal(expected));

  it('tells pods on different nodes apart where a node is the other end', () => {
    expect(explain({ source: 'node:node-1', target: 'shop/web:80' }, world).cases.map(({ target }) => told(target))).to.deep.equal(['web of shop (1) 10.244.1.11', 'web of shop (1) 10.244.2.12']);
  });

  it('tells the source itself apart from its like behind a Service', () => {
    const { cases } = explain({ source: 'shop/web-1', target: 'service:shop/web:80' }, { ...world, policies: aLiveWorld({ policies: { 'shop/p': '{podSelector: {}}' } }).policies });
    expect(cases.map(({ target, answer }) => [told(target), 'verdict' in answer && answer.reason])).to.deep.equal([
      ['web of shop (1) 10.244.1.11', 'whether a pod may reach itself through a Service'],
      ['web of shop (1) 10.244.2.12', undefined],
    ]);
  });

  it('does not take one of several for itself', () => {
    const { cases } = explain({ source: 'shop/web', target: 'shop/web:80' }, world);
    expect(cases.map(({ steps }) => steps.map(({ exemption }) => exemption))).to.deep.equal([[undefined, undefined]]);
  });

  const remarks: readonly { name: string; source: string; expected: readonly string[] }[] = [
    { name: 'nothing of a pod by its name', source: 'shop/web-1', expected: [] },
    { name: 'nothing of labels that nobody has', source: 'shop/app=x', expected: [] },
    { name: 'who has these labels, too', source: 'shop/app=web', expected: ['shop/app=web is taken for a pod with these labels alone and no named ports; who is there and has them, too: shop/web'] },
    { name: 'what a namespace is taken for that is not there', source: 'gone/app=x', expected: ['there is no namespace gone: it is taken for one without labels but its name'] },
  ];
  for (const { name, source, expected } of remarks) it(`remarks ${name}`, () => expect(explain({ source, target: 'shop/api:80' }, world).remarks).to.deep.equal(expected));
});
