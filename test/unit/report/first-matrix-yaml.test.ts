import { expect } from 'chai';
import { firstMatrix } from '../../../src/init/first-matrix.ts';
import { renderFirstMatrix } from '../../../src/report/first-matrix-yaml.ts';
import { aWorld, aWorldPod } from '../../support/world.ts';
import { steering } from './reports.ts';

const pods = [
  aWorldPod('web', { ports: [{ name: '', protocol: 'TCP', port: 8080 }] }),
  aWorldPod('web', { ports: [{ name: '', protocol: 'TCP', port: 8080 }] }),
  aWorldPod('redis', { ports: [{ name: '', protocol: 'TCP', port: 6379 }] }),
  aWorldPod('coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }),
];
const services = [{ namespace: 'kube-system', name: 'kube-dns', selector: { 'k8s-app': 'kube-dns' }, ports: [{ name: 'dns', transport: 'UDP' as const, port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP' as const, port: 53, targetPort: 53 }], clusterIps: ['10.96.0.10'] }, { namespace: 'shop', name: 'redis', selector: { app: 'redis' }, ports: [{ name: '', transport: 'TCP' as const, port: 6379, targetPort: 6379 }], clusterIps: ['10.96.0.9'] }];
const policies = { 'shop/redis': 'podSelector: {matchLabels: {app: redis}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 6379}]}]\npolicyTypes: [Ingress, Egress]' };

const write = (world = aWorld({ pods, services, policies })): string =>
  renderFirstMatrix(firstMatrix({ world, namespaces: ['shop'], inCloud: false, whyNotWear: () => undefined, whyNotDial: () => undefined, destinationsOf: () => 1, mostDestinations: 200 }), { name: 'shop', namespaces: ['shop'] });

const expected = `# A first matrix of shop, written by netproof init. Nobody has said yet what is meant:
# every answer below is what the NetworkPolicies say today, so that a check of it passes and proves little.
# Go through it row by row: correct the answers, then take the mark REVIEW away.
# Reference: docs/matrix.md. Then: netproof check -f FILE, netproof run -f FILE --image IMAGE.
#
# Left out:
# - target apiserver: policy says nothing of it for sure: the addresses of the API server are not known
# - target metadata: no node is known to run in a cloud
# - target internet: name a host of yours with --internet
apiVersion: netproof.dev/v1alpha1
kind: ExpectedMatrix
metadata: {name: shop}

# Who dials: a pod of ours with these labels. A stranger is anybody whom no rule knows.
sources:
  outsider: {namespace: default, labels: {app: netproof-stranger}}  # nobody of yours
  redis: {namespace: shop, labels: {app: redis}}  # redis, 1 pod
  stranger: {namespace: shop, labels: {app: netproof-stranger}}  # nobody of yours
  web: {namespace: shop, labels: {app: web}}  # web, 2 pods

# What is dialled: Services with what is behind them; where a port has none, a stand-in of ours with the labels of the pods.
targets:
  "redis:6379": {service: {namespace: shop, name: redis}, port: 6379}  # speak: redis proves who answers, if it is one
  "web:8080": {standIn: {namespace: shop, labels: {app: web}}, ports: [{port: 8080, protocol: TCP}]}  # REVIEW: no policy restricts who reaches it
  dns-udp: {service: {namespace: kube-system, name: kube-dns}, port: 53, protocol: UDP, speak: dns}
  dns-tcp: {service: {namespace: kube-system, name: kube-dns}, port: 53, protocol: TCP, speak: dns}

# What is not named is denied, by "*".
expect:
  # REVIEW: no policy restricts what outsider sends
  outsider:
    "web:8080": allow
    dns-udp: allow
    dns-tcp: allow
    "*": deny
  # REVIEW: what redis sends is restricted by shop/redis
  redis:
    "*": deny
  # REVIEW: no policy restricts what stranger sends
  stranger:
    "web:8080": allow
    dns-udp: allow
    dns-tcp: allow
    "*": deny
  # REVIEW: no policy restricts what web sends
  web:
    "redis:6379": allow  # shop/redis ingress rule 1
    "web:8080": allow
    dns-udp: allow
    dns-tcp: allow
    "*": deny
`;

describe('renderFirstMatrix()', () => {
  it('marks what a person has to go through, and says by whose word an answer is', () => {
    expect(write()).to.equal(expected);
  });

  it('writes the same of the same cluster, in whatever order it is read', () => {
    expect(write(aWorld({ pods: pods.toReversed(), services: services.toReversed(), policies }))).to.equal(expected);
  });

  it('sends no control character of a name to a terminal', () => {
    const nasty = aWorldPod('web', { labels: { app: 'w\u001b[2J' }, called: 'w\u001b[2J\u202e', ports: [{ name: '', protocol: 'TCP', port: 8080 }] });
    expect(write(aWorld({ pods: [nasty] }))).to.not.match(steering);
  });
});
