import { expect } from 'chai';
import { compile } from '../../../enforcer/semantics/compile.ts';
import type { ApiPolicy } from '../../../enforcer/view/read.ts';
import { node1, passes, pod, policy, view, type Packet } from '../support/scene.ts';

const serve = (number: number, protocol: 'TCP' | 'UDP' = 'TCP') => [{ name: 'serve', protocol, number }];
const pods = [
  pod('a', 1, { labels: { pod: 'a', app: 'web' }, ports: serve(8080) }),
  pod('b', 2, { labels: { pod: 'b', app: 'db' }, ports: serve(8081) }),
  pod('c', 3, { labels: { pod: 'c' }, ports: serve(53, 'UDP') }),
  pod('ya', 4, { namespace: 'y', labels: { pod: 'a', app: 'web' }, ports: serve(9090) }),
  pod('zb', 5, { namespace: 'z', labels: { pod: 'b' } }),
];
const [a, b, c, ya, zb] = ['10.244.1.1', '10.244.1.2', '10.244.1.3', '10.244.1.4', '10.244.1.5'] as const;
const world = '203.0.113.10';
const ofA = { matchLabels: { pod: 'a' } };

interface Case {
  readonly name: string;
  readonly specs: readonly ApiPolicy['spec'][];
  readonly open?: readonly Packet[];
  readonly closed?: readonly Packet[];
}

/** Every rule of the specification that can be told by a single packet. */
const cases: readonly Case[] = [
  { name: 'no policy restricts nothing', specs: [], open: [{ from: a, to: b }, { from: world, to: a }, { from: a, to: world }] },
  { name: 'a default deny of ingress leaves egress alone', specs: [{ podSelector: {}, policyTypes: ['Ingress'] }], open: [{ from: a, to: ya }, { from: a, to: world }], closed: [{ from: b, to: a }, { from: world, to: a }] },
  { name: 'a default deny of egress leaves ingress alone', specs: [{ podSelector: {}, policyTypes: ['Egress'] }], open: [{ from: ya, to: a }], closed: [{ from: a, to: ya }, { from: a, to: world }] },
  { name: 'without policyTypes egress rules isolate both ways', specs: [{ podSelector: ofA, egress: [{}] }], open: [{ from: a, to: b }], closed: [{ from: b, to: a }] },
  { name: 'without policyTypes an empty list of egress rules isolates ingress alone', specs: [{ podSelector: ofA, egress: [] }], open: [{ from: a, to: b }], closed: [{ from: b, to: a }] },
  { name: 'an empty rule allows everything', specs: [{ podSelector: ofA, ingress: [{}] }], open: [{ from: world, to: a }, { from: zb, to: a, protocol: 'SCTP' }] },
  { name: 'an empty list of peers is any peer', specs: [{ podSelector: ofA, ingress: [{ from: [] }] }], open: [{ from: world, to: a }] },
  { name: 'an empty list of ports is any port', specs: [{ podSelector: ofA, ingress: [{ ports: [] }] }], open: [{ from: b, to: a, port: 9, protocol: 'UDP' }] },
  { name: 'policies add up', specs: [{ podSelector: {}, policyTypes: ['Ingress'] }, { podSelector: ofA, ingress: [{ from: [{ podSelector: { matchLabels: { pod: 'b' } } }] }] }], open: [{ from: b, to: a }], closed: [{ from: c, to: a }, { from: a, to: b }] },
  { name: 'both ends must agree', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }, { podSelector: { matchLabels: { pod: 'b' } }, ingress: [] }], open: [{ from: a, to: c }], closed: [{ from: a, to: b }] },
  { name: 'a pod selector alone means the policy\'s own namespace', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: {} }] }] }], open: [{ from: b, to: a }], closed: [{ from: ya, to: a }, { from: world, to: a }] },
  { name: 'a namespace selector alone means all its pods, and nobody outside', specs: [{ podSelector: ofA, ingress: [{ from: [{ namespaceSelector: {} }] }] }], open: [{ from: ya, to: a }, { from: zb, to: a }, { from: b, to: a }], closed: [{ from: world, to: a }] },
  { name: 'both selectors of a peer must hold', specs: [{ podSelector: ofA, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: ofA }] }] }], open: [{ from: ya, to: a }], closed: [{ from: zb, to: a }, { from: b, to: a }] },
  { name: 'one of several peers is enough', specs: [{ podSelector: ofA, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }, { podSelector: { matchLabels: { pod: 'b' } } }] }] }], open: [{ from: ya, to: a }, { from: b, to: a }], closed: [{ from: c, to: a }, { from: zb, to: a }] },
  { name: 'NotIn takes objects without the key', specs: [{ podSelector: ofA, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['blue'] }] } }] }] }], open: [{ from: zb, to: a }, { from: b, to: a }], closed: [{ from: ya, to: a }] },
  { name: 'DoesNotExist takes objects without the key alone', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }] }] }], open: [{ from: c, to: a }], closed: [{ from: b, to: a }] },
  { name: 'Exists takes any value', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }] }] }], open: [{ from: b, to: a }], closed: [{ from: c, to: a }] },
  { name: 'In takes any of its values', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'pod', operator: 'In', values: ['b', 'c'] }] } }] }] }], open: [{ from: b, to: a }, { from: c, to: a }], closed: [{ from: ya, to: a }] },
  { name: 'labels and expressions of a selector must both hold', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: { matchLabels: { pod: 'b' }, matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }] }] }], closed: [{ from: b, to: a }] },
  { name: 'a port without a protocol is TCP', specs: [{ podSelector: ofA, ingress: [{ ports: [{ port: 80 }] }] }], open: [{ from: b, to: a }], closed: [{ from: b, to: a, protocol: 'UDP' }, { from: b, to: a, port: 81 }] },
  { name: 'a protocol without a port is all its ports', specs: [{ podSelector: ofA, ingress: [{ ports: [{ protocol: 'UDP' }] }] }], open: [{ from: b, to: a, protocol: 'UDP', port: 9999 }], closed: [{ from: b, to: a }] },
  { name: 'SCTP is not TCP', specs: [{ podSelector: ofA, ingress: [{ ports: [{ protocol: 'SCTP', port: 80 }] }] }], open: [{ from: b, to: a, protocol: 'SCTP' }], closed: [{ from: b, to: a }] },
  { name: 'a range has both its ends', specs: [{ podSelector: ofA, ingress: [{ ports: [{ port: 80, endPort: 82 }] }] }], open: [{ from: b, to: a, port: 80 }, { from: b, to: a, port: 82 }], closed: [{ from: b, to: a, port: 79 }, { from: b, to: a, port: 83 }] },
  { name: 'a named port of ingress is the subject\'s', specs: [{ podSelector: {}, ingress: [{ ports: [{ port: 'serve' }] }] }], open: [{ from: ya, to: a, port: 8080 }, { from: ya, to: b, port: 8081 }], closed: [{ from: ya, to: a, port: 8081 }, { from: ya, to: c, port: 53, protocol: 'UDP' }, { from: ya, to: c, port: 53 }] },
  { name: 'a named port of egress is each destination\'s own', specs: [{ podSelector: { matchLabels: { pod: 'c' } }, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'serve' }] }] }], open: [{ from: c, to: a, port: 8080 }, { from: c, to: b, port: 8081 }, { from: c, to: ya, port: 9090 }], closed: [{ from: c, to: a, port: 8081 }, { from: c, to: zb, port: 8080 }, { from: c, to: world, port: 8080 }] },
  { name: 'a named port of egress leaves its peers as they are', specs: [{ podSelector: { matchLabels: { pod: 'c' } }, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: ofA }], ports: [{ port: 'serve' }, { port: 443 }] }] }], open: [{ from: c, to: a, port: 8080 }, { from: c, to: a, port: 443 }], closed: [{ from: c, to: b, port: 8081 }, { from: c, to: ya, port: 9090 }] },
  { name: 'a block is without its exceptions', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/29'] } }] }] }], open: [{ from: a, to: '203.0.113.7' }], closed: [{ from: a, to: world }, { from: a, to: b }] },
  { name: 'an exception does not deny what another rule allows', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] } }, { ipBlock: { cidr: '203.0.113.10/32' } }] }] }], open: [{ from: a, to: world }], closed: [{ from: a, to: '203.0.113.11' }] },
  { name: 'bits of a host in a block do not count', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.99/24', except: ['203.0.113.77/28'] } }] }] }], open: [{ from: a, to: world }], closed: [{ from: a, to: '203.0.113.64' }] },
  { name: 'all of IPv4 is nothing of IPv6', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }], open: [{ from: a, to: world }], closed: [{ from: 'fd44:0:0:1::1', to: '2001:db8::10' }] },
  { name: 'a block of IPv6', specs: [{ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '2001:db8::/32' } }] }] }], open: [{ from: 'fd44:0:0:1::1', to: '2001:db8::10' }], closed: [{ from: 'fd44:0:0:1::1', to: '2001:db9::10' }, { from: a, to: world }] },
  { name: 'a selector holds for both families', specs: [{ podSelector: ofA, ingress: [{ from: [{ podSelector: { matchLabels: { pod: 'b' } } }] }] }], open: [{ from: 'fd44:0:0:1::2', to: 'fd44:0:0:1::1' }], closed: [{ from: 'fd44:0:0:1::3', to: 'fd44:0:0:1::1' }] },
  { name: 'a pod reaches itself', specs: [{ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }], open: [{ from: a, to: a }] },
  { name: 'an address of the node that nobody is known to have is closed', specs: [], closed: [{ from: '10.244.1.99', to: b }, { from: b, to: '10.244.1.99' }, { from: 'fd44:0:0:1::99', to: world }] },
];

describe('compile()', () => {
  for (const { name, specs, open = [], closed = [] } of cases) {
    it(name, () => {
      const rules = compile(view(pods, specs.map((spec, index) => policy(spec, `p${index}`))), node1);
      for (const packet of open) expect(passes(rules, packet), `open: ${JSON.stringify(packet)}`).to.equal(true);
      for (const packet of closed) expect(passes(rules, packet), `closed: ${JSON.stringify(packet)}`).to.equal(false);
    });
  }

  const denyX = policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] });
  const peers = (more: Parameters<typeof pod>[2]) => compile(view([pod('a', 1), pod('other', 7, { on: 2, ...more })], [denyX]), node1);

  it('has pods of other nodes for peers', () => expect(passes(peers({}), { from: '10.244.2.7', to: a })).to.equal(true));
  it('has no finished pod for a peer', () => expect(passes(peers({ finished: true }), { from: '10.244.2.7', to: a })).to.equal(false));
  it('has no pod of the host\'s network for a peer', () => expect(passes(peers({ hostNetwork: true }), { from: '10.244.2.7', to: a })).to.equal(false));

  it('has no finished pod for a subject', () => {
    expect(compile(view([pod('a', 1, { finished: true })], []), node1).subjects).to.deep.equal([]);
  });

  it('gives an address that two pods claim to the younger', () => {
    const old = pod('old', 1, { labels: { pod: 'b' }, createdMs: 1 });
    const young = pod('young', 1, { labels: { pod: 'c' }, createdMs: 2 });
    const rules = compile(view([young, old, pod('a', 2)], [policy({ podSelector: { matchLabels: { pod: 'b' } }, ingress: [] })]), node1);
    expect(rules.subjects.map(({ uid, address }) => `${uid} ${address}`)).to.include('uid-young 10.244.1.1').and.not.include('uid-old 10.244.1.1');
    expect(passes(rules, { from: b, to: a })).to.equal(true);
  });

  it('is not about policies of other namespaces', () => {
    expect(passes(compile(view(pods, [policy({ podSelector: {}, ingress: [] }, 'p', 'y')]), node1), { from: ya, to: a })).to.equal(true);
  });
});
