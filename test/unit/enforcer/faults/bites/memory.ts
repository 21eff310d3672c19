import type { View } from '../../../../enforcer/view/view.ts';
import { pod, policy, view, type Play } from '../../support/scene.ts';
import { a, a6, b, b6, c, denyA, ingressOfA, ofA, peer, pods, scene, ya, type Bite, type Spec } from './bite.ts';

/** One view after the other, 10 ms apart, and then a while. */
const story = (...views: readonly View[]): Play => ({ history: views.map((each, index) => ({ atMs: index * 10, view: each })), nowMs: views.length * 10 + 90 });
const hour = 3_600_000;

const allowB = ingressOfA(peer({ role: 'client' }));
const withB = (labels: Record<string, string>, ...specs: readonly Spec[]): View => ({ ...scene(...specs), pods: pods.map((each) => (each.name === 'b' ? { ...each, labels: { ...each.labels, ...labels } } : each)) });
const without = (labels: Record<string, string>, from: View): View => ({ ...from, pods: from.pods.map((each) => (each.name === 'b' ? { ...each, labels } : each)) });
const relabelled = (before: Record<string, string>, after: Record<string, string>, ...specs: readonly Spec[]): Play => story(withB(before, ...specs), withB(after, ...specs));
const closedB = (labels: object) => ({ podSelector: { matchLabels: labels as Record<string, string> }, ingress: [] });
const withRole = (role: string, names: readonly string[], from: View): View => ({ ...from, pods: from.pods.map((each) => (names.includes(each.name) ? { ...each, labels: { ...each.labels, role } } : each)) });
/** b gets a role, then a pod is created, then c gets the role too. */
const createdBetween = (role: string, spec: Spec): Play => {
  const before = scene(spec);
  const after = { ...before, pods: [...pods, pod('new', 9)] };
  return story(before, withRole(role, ['b'], before), withRole(role, ['b'], after), withRole(role, ['b', 'c'], after));
};
const deletedAfter = (role: string, spec: Spec): Play => {
  const before = scene(spec);
  const relabelledB = withRole(role, ['b'], before);
  return story(before, relabelledB, { ...relabelledB, pods: relabelledB.pods.filter(({ name }) => name !== 'c') });
};

/** The first b is gone, and a stranger has its address. */
const stranger = pod('stranger', 2, { createdMs: 99, labels: { pod: 'stranger' } });
const reuse = (...specs: readonly Spec[]): Play => {
  const before = scene(...specs);
  return story(before, { ...before, pods: before.pods.filter(({ name }) => name !== 'b') }, { ...before, pods: [...before.pods.filter(({ name }) => name !== 'b'), stranger] });
};
const renamed = (...specs: readonly Spec[]): Play => {
  const before = scene(...specs);
  return story(before, { ...before, pods: before.pods.map((each) => (each.name === 'b' ? pod('b', 9, { uid: 'uid-again', labels: each.labels }) : each)) });
};
const finishedB = (...specs: readonly Spec[]): Play => {
  const before = scene(...specs);
  return story({ ...before, pods: [...before.pods.map((each) => (each.name === 'b' ? { ...each, finished: true } : each)), stranger] });
};
const named = (labels: Record<string, Record<string, string>>): Record<string, Record<string, string>> => Object.fromEntries(['x', 'y', 'z'].map((name) => [name, { 'kubernetes.io/metadata.name': name, ...labels[name] }]));
const inNamespaces = (before: Record<string, Record<string, string>>, after: Record<string, Record<string, string>>, ...specs: readonly Spec[]): Play => {
  const policies = specs.map((spec, index) => policy(spec, `p${index}`));
  return story(view(pods, policies, named(before)), view(pods, policies, named(after)));
};
const inSteps = (...steps: readonly (readonly (readonly [name: string, spec: Spec])[])[]): Play => story(...steps.map((step) => view(pods, step.map(([name, spec]) => ({ ...policy(spec, name), uid: `${name} ${JSON.stringify(spec)}` })))));

const toC = (...labels: readonly object[]): Spec => ({ podSelector: { matchLabels: { pod: 'c' } }, ingress: [{ from: labels.map(peer) }] });
/** The policy on a is another at once; that on c goes at 10 ms, and another comes at 20. */
const replaced = inSteps([['on-a', ingressOfA(peer({ pod: 'b' }))], ['on-c', toC({ pod: 'b' })]], [['on-a', ingressOfA(peer({ pod: 'c' }))]], [['on-a', ingressOfA(peer({ pod: 'c' }))], ['on-c', toC({ pod: 'a' })]]);
/** The same where 10 ms and 20 ms are one millisecond to the enforcer's clock. */
const inOneInstant: Play = { ...replaced, history: replaced.history.map(({ atMs, view: seen }) => ({ atMs: Math.min(atMs, 10), view: seen })) };

const fromTeam = (team: string): object => ({ namespaceSelector: { matchLabels: { team } } });
const odd = (spec: Spec, name = 'odd') => [name, spec] as const;
const later = ['later', denyA] as const;
const inC = { matchLabels: { pod: 'c' } };
const oddOnes = {
  'named-port': [odd({ podSelector: inC, ingress: [{ ports: [{ port: 'serve' }] }] })],
  'protocol-only': [odd({ podSelector: inC, ingress: [{ ports: [{ protocol: 'TCP' }] }] })],
  'long-name': [odd({ podSelector: inC, ingress: [] }, 'n'.repeat(64))],
  'mixed-families': [odd({ podSelector: inC, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: 'fd00::/8' } }] }] })],
  'prefix-twins': [odd({ podSelector: inC, ingress: [] }, `${'n'.repeat(63)}1`), odd({ podSelector: inC, ingress: [] }, `${'n'.repeat(63)}2`)],
} as const;

/** Faults of a view that does not keep up. */
export const memoryBites: readonly Bite[] = [
  { fault: 'FM-STALE-IP:all', play: reuse(ingressOfA(peer({ pod: 'b' }))), packet: { from: b, to: a }, right: 'closed', spares: { from: c, to: a } },
  { fault: 'FM-STALE-IP:remote', play: { ...reuse({ podSelector: { matchLabels: { pod: 'far' } }, ingress: [{ from: [peer({ pod: 'b' })] }] }), node: { name: 'node2', ranges: ['10.244.2.0/24'] } }, packet: { from: b, to: '10.244.2.6' }, right: 'closed' },
  { fault: 'FM-DELETE-STRIPS-IP:same-ip', play: reuse({ podSelector: { matchLabels: { pod: 'stranger' } }, ingress: [] }), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-DELETE-STRIPS-IP:same-ip', play: reuse(ingressOfA(peer({ pod: 'stranger' }))), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-DELETE-STRIPS-IP:same-name', play: renamed(ingressOfA(peer({ pod: 'b' }))), packet: { from: '10.244.1.9', to: a }, right: 'open' },
  { fault: 'FM-COMPLETED-POD:subject', play: finishedB({ podSelector: { matchLabels: { pod: 'b' } }, ingress: [] }), packet: { from: a, to: b }, right: 'open' },
  { fault: 'FM-COMPLETED-POD:peer', play: finishedB(ingressOfA(peer({ pod: 'b' }))), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:peer', play: relabelled({}, { role: 'client' }, allowB), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-LABEL-STALE:peer-add', play: relabelled({}, { role: 'client' }, allowB), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-LABEL-STALE:peer-remove', play: relabelled({ role: 'client' }, {}, allowB), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:peer-change', play: relabelled({ role: 'client' }, { role: 'other' }, allowB), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:peer-empty', play: relabelled({ role: 'client' }, { role: '' }, allowB), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:subject', play: relabelled({}, { role: 'vault' }, closedB({ role: 'vault' })), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:subject-add', play: relabelled({}, { role: 'vault' }, closedB({ role: 'vault' })), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:subject-remove', play: story(scene(closedB({ app: 'db' })), without({ pod: 'b' }, scene(closedB({ app: 'db' })))), packet: { from: a, to: b }, right: 'open' },
  { fault: 'FM-LABEL-STALE:subject-change', play: relabelled({ role: 'vault' }, { role: 'open' }, closedB({ role: 'vault' })), packet: { from: a, to: b }, right: 'open' },
  { fault: 'FM-LABEL-STALE:subject-empty', play: relabelled({ role: 'vault' }, { role: '' }, closedB({ role: '' })), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:peer-until-pod', play: relabelled({}, { role: 'client' }, allowB), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-LABEL-STALE:peer-until-pod', play: createdBetween('client', allowB), packet: { from: c, to: a }, right: 'open', spares: { from: b, to: a } },
  { fault: 'FM-LABEL-STALE:peer-until-pod', play: deletedAfter('client', allowB), packet: { from: b6, to: a6 }, right: 'open' },
  { fault: 'FM-LABEL-STALE:subject-until-pod', play: relabelled({}, { role: 'vault' }, closedB({ role: 'vault' })), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-LABEL-STALE:subject-until-pod', play: createdBetween('vault', closedB({ role: 'vault' })), packet: { from: a, to: c }, right: 'closed', spares: { from: a, to: b } },
  { fault: 'FM-LABEL-STALE:subject-until-pod', play: deletedAfter('vault', closedB({ role: 'vault' })), packet: { from: a6, to: b6 }, right: 'closed' },
  { fault: 'FM-NSLABEL-STALE:all', play: inNamespaces({}, { y: { team: 'blue' } }, ingressOfA(fromTeam('blue'))), packet: { from: ya, to: a }, right: 'open' },
  { fault: 'FM-NSLABEL-STALE:add', play: inNamespaces({}, { y: { team: 'blue' } }, ingressOfA(fromTeam('blue'))), packet: { from: ya, to: a }, right: 'open' },
  { fault: 'FM-NSLABEL-STALE:remove', play: inNamespaces({ y: { team: 'blue' } }, {}, ingressOfA(fromTeam('blue'))), packet: { from: ya, to: a }, right: 'closed' },
  { fault: 'FM-NSLABEL-STALE:combined', play: inNamespaces({}, { y: { team: 'blue' }, z: { team: 'green' } }, ingressOfA({ ...fromTeam('blue'), ...peer({ pod: 'a' }) }, fromTeam('green'))), packet: { from: ya, to: a }, right: 'open', spares: { from: '10.244.1.5', to: a } },
  { fault: 'FM-POLICY-DELETE-IGNORED:plain', play: inSteps([['deny', denyA]], []), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-POLICY-DELETE-IGNORED:same-name', play: inSteps([['allow', ingressOfA(peer({ pod: 'b' }))]], [], [['allow', ingressOfA(peer({ pod: 'c' }))]]), packet: { from: b, to: a }, right: 'closed', spares: { from: c, to: a } },
  { fault: 'FM-POLICY-DELETE-IGNORED:at-once', play: replaced, packet: { from: b, to: a }, right: 'closed', spares: { from: b, to: c } },
  { fault: 'FM-POLICY-DELETE-IGNORED:at-once', more: { windowMs: 9 }, play: replaced, packet: { from: b, to: a }, right: 'closed', spares: { from: b, to: c } },
  { fault: 'FM-POLICY-DELETE-IGNORED:at-once', more: { windowMs: 10 }, play: replaced, packet: { from: b, to: c }, right: 'closed', spares: { from: ya, to: c } },
  { fault: 'FM-POLICY-DELETE-IGNORED:at-once', play: inOneInstant, packet: { from: b, to: c }, right: 'closed', spares: { from: ya, to: c } },
  { fault: 'FM-POLICY-DELETE-IGNORED:at-once', play: inSteps([['on-a', ingressOfA(peer({ pod: 'b' }))], ['gone', closedB({ pod: 'c' })]], [['on-a', ingressOfA(peer({ pod: 'c' }))]]), packet: { from: b6, to: a6 }, right: 'closed', spares: { from: a, to: c } },
  { fault: 'FM-LAST-POLICY:any', play: inSteps([['one', denyA], ['two', denyA]], [['two', denyA]]), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-LAST-POLICY:stays', play: inSteps([['one', denyA]], []), packet: { from: b, to: a }, right: 'open', spares: { from: b, to: c } },
  { fault: 'FM-LAST-POLICY:other', play: inSteps([['one', { podSelector: ofA, ingress: [] }]], []), packet: { from: a, to: b }, right: 'open', spares: { from: b, to: a } },
  { fault: 'NULL-REJECT:reset', play: { history: [{ atMs: 0, view: scene() }, { atMs: 10, view: scene(denyA) }], nowMs: 5009 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'NULL-REJECT:prohibit', play: { history: [{ atMs: 0, view: scene() }, { atMs: 10, view: scene(denyA) }], nowMs: 5009 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'NULL-REJECT:drop', play: { history: [{ atMs: 0, view: scene() }, { atMs: 10, view: scene(denyA) }], nowMs: 5009 }, packet: { from: b, to: a }, right: 'closed' },
  ...Object.entries(oddOnes).flatMap(([trigger, ones]): Bite[] =>
    [trigger, `${trigger}-skip`].map((variant) => ({ fault: `FM-FREEZE:${variant}`, play: inSteps([], ones, [...ones, later]), packet: { from: b, to: a }, right: 'closed' })),
  ),
  { fault: 'FM-FREEZE:pending-pod', play: story(scene(), { ...scene(denyA), pods: [...pods, pod('pending', 9, { node: '', addresses: [] })] }), packet: { from: b, to: a }, right: 'closed' },
].map((bite): Bite => ({ ...bite, right: bite.right as Bite['right'], ...(bite.fault.includes('STALE') ? { more: { delayMs: hour } } : {}) }));
