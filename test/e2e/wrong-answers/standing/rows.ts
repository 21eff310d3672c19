import { always, enforced } from '../rows.ts';
import type { Scenario } from '../rows.ts';

const namespace = 'wa-standing';
const source = (app: string): object => ({ namespace, labels: { app } });
const pods = (app: string): object => ({ namespace, labels: { app } });
/** Policy lets only `friend` in to what is guarded. */
const guarded = (app: string): object => ({ namespace, labels: { app, guarded: 'yes' } });

/** Everything is as it is before the run, and stays so. Sources take turns: `client` and `captive` on node1, the others on node2. */
export const standing: Scenario = {
  name: 'standing',
  namespaces: [namespace],
  sources: { client: source('client'), friend: source('friend'), captive: source('captive'), stranger: source('stranger') },
  targets: {
    vault: { standIn: guarded('vault'), port: 8080 },
    open: { standIn: pods('open'), port: 8080 },
    closed: { pods: pods('web'), port: 81 },
    mute: { pods: pods('mute'), port: 53, protocol: 'UDP', speak: 'dns' },
    resetting: { pods: pods('resetting'), port: 8080 },
    slamming: { pods: pods('slamming'), port: 8080 },
    nobody: { address: '203.0.113.77', port: 443 },
    shop: { service: { namespace, name: 'shop' }, port: 80 },
    fresh: { service: { namespace, name: 'fresh' }, port: 80 },
    lossy: { pods: pods('lossy'), port: 8080, speak: 'http' },
    dns: { wellKnown: 'cluster-dns' },
    named: { host: 'www.example.test', port: 443 },
  },
  rows: [
    {
      name: 'nothing is wrong',
      done: 'Nothing: a policy guards one target, the other has none. Shows that the faults beside it disturb nobody else.',
      cells: [
        { from: 'client', to: 'vault', expect: 'deny', right: enforced('conforms', 'leak') },
        { from: 'friend', to: 'vault', expect: 'allow', right: always('conforms') },
        { from: 'client', to: 'open', expect: 'deny', right: always('leak') },
        { from: 'friend', to: 'open', expect: 'allow', right: always('conforms') },
      ],
    },
    {
      name: 'a policy forbids what a person allows',
      done: 'The source may send nowhere, by policy, and the matrix allows it something.',
      cells: [{ from: 'captive', to: 'open', expect: 'allow', right: enforced('overblock: source-reaches-nothing', 'conforms') }],
    },
    {
      name: "the target's process does not listen",
      done: 'A live pod, and a port on which nobody listens: every dial is refused. The last source is blocked by policy besides.',
      cells: [
        { from: 'client', to: 'closed', expect: 'deny', right: always('inconclusive: target-not-proven') },
        { from: 'friend', to: 'closed', expect: 'allow', right: always('overblock: target-not-proven') },
        { from: 'captive', to: 'closed', expect: 'deny', right: always('inconclusive: target-not-proven') },
      ],
    },
    {
      name: 'a UDP server that never answers',
      done: 'A live pod reads every datagram on UDP 53 and replies to none.',
      cells: [
        { from: 'client', to: 'mute', expect: 'deny', right: always('inconclusive: target-not-proven') },
        { from: 'friend', to: 'mute', expect: 'allow', right: always('overblock: target-not-proven') },
      ],
    },
    {
      name: 'a target that resets what it has accepted',
      done: 'The server accepts every connection and resets it at once. No policy: packets get through, and the handshake shows it.',
      cells: [
        { from: 'client', to: 'resetting', expect: 'deny', right: always('leak') },
        { from: 'friend', to: 'resetting', expect: 'allow', right: always('conforms') },
      ],
    },
    {
      name: 'a target that resets within the handshake',
      done: "The target's kernel answers SYN with SYN-ACK and the next packet with RST, but for its node, so that its readiness holds. No policy: to call it blocked would be wrong.",
      cells: [{ from: 'client', to: 'slamming', expect: 'deny', right: always('leak', 'inconclusive') }],
    },
    {
      name: 'an address that nobody has',
      done: 'The address lies beside the host that plays the internet, and no host has it.',
      cells: [{ from: 'client', to: 'nobody', expect: 'deny', right: always('vacuous: nobody-there') }],
    },
    {
      name: 'one leaking backend of three behind a Service',
      done: 'A policy guards two of three backends. Connects to the ClusterIP may by chance all miss the open one; and kube-proxy of their node is dead, so that no control Service is there.',
      cells: [
        { from: 'client', to: 'shop', expect: 'deny', path: 'endpoint', right: always('leak'), says: { calico: /\(1 of 3 destinations\): wa-standing\/shop-3 at /, none: /\(3 of 3 destinations\)/ } },
        { from: 'client', to: 'shop', expect: 'deny', path: 'cluster-ip', right: enforced(['leak', 'inconclusive'], 'leak') },
        { from: 'friend', to: 'shop', expect: 'allow', right: always('conforms') },
      ],
    },
    {
      name: 'CoreDNS scaled to zero',
      done: 'The Deployment has no pod, and the DNS Service no endpoint. Only these cells suffer.',
      cells: [
        { from: 'client', to: 'dns', expect: 'deny', right: always('vacuous: nobody-there') },
        { from: 'friend', to: 'dns', expect: 'allow', right: always('inconclusive: nobody-there') },
        { from: 'client', to: 'named', expect: 'deny', right: always('inconclusive') },
        { from: 'friend', to: 'named', expect: 'allow', right: always('inconclusive') },
      ],
    },
    {
      name: 'kube-proxy of one node killed',
      done: 'kube-proxy of node1 is dead before the Service is made. Only ClusterIPs dialled from node1 suffer.',
      cells: [
        { from: 'client', to: 'fresh', expect: 'deny', path: 'cluster-ip', right: always('inconclusive') },
        { from: 'client', to: 'fresh', expect: 'deny', path: 'endpoint', right: enforced('conforms', 'leak') },
        { from: 'stranger', to: 'fresh', expect: 'deny', right: enforced('conforms', 'leak') },
        { from: 'friend', to: 'fresh', expect: 'allow', right: always('conforms') },
      ],
    },
    {
      name: '30 % packet loss on one veth',
      done: 'Of the packets from and to a live pod 30 % are dropped on its node. A true deny and a true allow conform all the same, and the latency is told; a leak may lose the attempts by which it would be final.',
      cells: [
        { from: 'client', to: 'lossy', expect: 'deny', right: enforced('conforms', ['leak', 'inconclusive: not-final']) },
        { from: 'friend', to: 'lossy', expect: 'allow', right: always('conforms') },
      ],
    },
  ],
  code: { calico: 1, none: 1 },
};
