import { expect } from 'chai';
import { render } from '../../../enforcer/ruleset/render.ts';
import { lanesBy } from '../../../enforcer/rules/lanes.ts';
import type { NodeRules } from '../../../enforcer/rules/node-rules.ts';
import { compile } from '../../../enforcer/semantics/compile.ts';
import { node1, pod, policy, view } from '../support/scene.ts';

const rules = compile(
  view([pod('a', 1), pod('b', 2)], [policy({ podSelector: { matchLabels: { pod: 'a' } }, ingress: [{ from: [{ podSelector: { matchLabels: { pod: 'b' } } }, { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/29'] } }], ports: [{ port: 80 }, { port: 90, endPort: 99 }] }] })]),
  node1,
);
const linesOf = (text: string, chain: string): string[] => (new RegExp(`chain ${chain} {\\n([\\s\\S]*?)\\n  }`).exec(text)?.[1] ?? '').split('\n').map((line) => line.trim());
const laneOf = (changed: Partial<NodeRules>): string[] => linesOf(render({ ...rules, ...changed }), 'lane2');

describe('render()', () => {
  it('forwards replies, ICMP and a pod\'s own, closes what is unknown, and then asks egress and ingress', () => {
    expect(linesOf(render(rules), 'forward')).to.deep.equal([
      'type filter hook forward priority filter - 10; policy accept;',
      'ct state established,related accept',
      'meta l4proto { icmp, icmpv6 } accept',
      'ip saddr . ip daddr @self4 accept',
      'ip6 saddr . ip6 daddr @self6 accept',
      'ip saddr 10.244.1.0/24 ip saddr != @local4 goto blocked',
      'ip daddr 10.244.1.0/24 ip daddr != @local4 goto blocked',
      'ip6 saddr fd44:0:0:1::/64 ip6 saddr != @local6 goto blocked',
      'ip6 daddr fd44:0:0:1::/64 ip6 daddr != @local6 goto blocked',
      'ip saddr . meta l4proto vmap @egress4',
      'ip daddr . meta l4proto vmap @ingress4',
      'ip6 saddr . meta l4proto vmap @egress6',
      'ip6 daddr . meta l4proto vmap @ingress6',
    ]);
  });

  it('has a chain for what an isolated address is allowed, and none for an open one', () => {
    const text = render(rules);
    expect(text).to.match(/map ingress4 .*elements = { 10\.244\.1\.1 \. tcp : jump lane1, 10\.244\.1\.1 \. udp : jump lane2, 10\.244\.1\.1 \. sctp : jump lane2 }/);
    expect(text).to.match(/map egress4 { type ipv4_addr \. inet_proto : verdict; }/);
    expect(linesOf(text, 'lane1')).to.deep.equal(['ip saddr { 10.244.1.2 } th dport { 80, 90-99 } return', 'ip saddr 203.0.113.0/24 ip saddr != 203.0.113.8/29 th dport { 80, 90-99 } return', 'goto blocked']);
    expect(linesOf(text, 'lane2')).to.deep.equal(['goto blocked']);
  });

  it('leaves out the elements of an empty set', () => {
    expect(render({ ...rules, subjects: [] })).to.include('set local4 { type ipv4_addr; }');
  });

  for (const [blocking, lines] of [
    ['drop', ['drop']],
    ['reject', ['meta l4proto tcp reject with tcp reset', 'reject with icmpx type port-unreachable']],
    ['prohibit', ['reject with icmpx type admin-prohibited']],
  ] as const) {
    it(`ends by ${blocking}`, () => expect(linesOf(render({ ...rules, blocking }), 'blocked')).to.deep.equal(lines));
  }

  it('puts gates that cut before standing connections, on the node\'s own traffic too', () => {
    const text = render({ ...rules, gates: [{ how: 'reject', to: ['10.244.1.1'], protocols: ['TCP'], port: 53 }, { how: 'accept', from: 'local', to: 'local', via: 'service', families: [6] }] });
    const cut = 'meta nfproto ipv4 ip daddr { 10.244.1.1 } meta l4proto { tcp } th dport 53 ct direction original goto refused';
    expect(linesOf(text, 'forward').slice(1, 3)).to.deep.equal([cut, 'ct state established,related accept']);
    expect(linesOf(text, 'output')[1]).to.equal(cut);
    expect(linesOf(text, 'forward')[6]).to.equal('meta nfproto ipv6 ip6 saddr @local6 ip6 daddr @local6 ct status dnat accept');
  });

  it('lets a final direction end the reading', () => {
    const subjects = [{ uid: 'u', address: '10.244.1.1', lanes: lanesBy((direction) => (direction === 'egress' ? [{ blocks: 'any', ports: 'any' }] : [])) }];
    expect(laneOf({ subjects, final: 'egress' })).to.deep.equal(['goto blocked']);
    expect(linesOf(render({ ...rules, subjects, final: 'egress' }), 'lane1')).to.deep.equal(['ip daddr @local4 accept', 'return', 'goto blocked']);
    expect(linesOf(render({ ...rules, subjects, final: 'ingress' }), 'forward').at(-4)).to.equal('ip daddr . meta l4proto vmap @ingress4');
  });
});
