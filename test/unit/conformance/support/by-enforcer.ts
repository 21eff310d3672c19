/** What the test cluster's own enforcer makes of a case, right or with a fault in it: as data, without a packet. */
import { portsOf } from '../../../../src/conformance/world/world.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';
import type { NodeRules } from '../../../enforcer/rules/node-rules.ts';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';
import { readPolicy } from '../../../enforcer/view/read.ts';
import type { Pod, View } from '../../../enforcer/view/view.ts';
import { passes, under } from '../../enforcer/support/scene.ts';
import type { Moment } from './play.ts';
import { freshWorld, realNamespaceOf, realNames } from './world.ts';
import type { PlayedPod, World } from './world.ts';

const viewOf = ({ pods, fresh, pending, policies, namespaces }: World): View => ({
  pods: [...[...pods, ...fresh].map(podOf), ...pending.map((pod) => ({ ...podOf(pod), node: '', addresses: [] }))],
  policies: policies.map(({ uid, metadata, spec }) => readPolicy({ metadata: { uid, ...metadata }, spec })),
  namespaces: new Map((['x', 'y', 'z'] as const).map((key) => [realNames[key], namespaces[key]])),
});

const podOf = ({ key, name, uid, labels, node, ips, finished, sinceMs }: PlayedPod): Pod => ({
  uid,
  name,
  labels,
  finished,
  namespace: realNamespaceOf(key),
  node: `node${node}`,
  addresses: ips,
  ports: portsOf(key).map(({ port, ...rest }) => ({ ...rest, number: port })),
  createdMs: sinceMs,
  hostNetwork: false,
});

/** What both nodes enforce at an instant, and when that changes although nothing happens. */
export interface Enforced {
  readonly passes: (way: Way, source: PlayedPod, target: PlayedPod) => boolean;
  readonly wakesAtMs: number;
}

/** @param moments all that has happened until then, after the world was there untouched */
export const enforcedAt = (nowMs: number, moments: readonly Moment[], fault: FaultSpec | undefined): Enforced => {
  const history = [{ atMs: 0, world: freshWorld() }, ...moments].filter(({ atMs }) => atMs <= nowMs);
  const { pods, fresh } = history.at(-1)?.world ?? freshWorld();
  const byNode = ([1, 2] as const).map((node) =>
    under(fault, {
      nowMs,
      history: history.map(({ atMs, world }) => ({ atMs, view: viewOf(world) })),
      node: { name: `node${node}`, ranges: [`10.244.${node}.0/24`, `fd44:0:0:${node}::/64`] },
      arrivals: Object.fromEntries([...pods, ...fresh].filter((pod) => pod.node === node).flatMap(({ ips, sinceMs }) => ips.map((ip) => [ip, sinceMs]))),
    }),
  );
  const rulesOf = (node: PlayedPod['node']): NodeRules[] => byNode.slice(node - 1, node).map(({ rules }) => rules);
  return {
    wakesAtMs: Math.min(...byNode.map(({ wakesAtMs = Infinity }) => wakesAtMs)),
    passes: (way, source, target) => {
      const at = way.family === 4 ? 0 : 1;
      const packet = { from: source.ips[at] ?? '', to: target.ips[at] ?? '', port: way.port, protocol: way.transport, service: way.path === 'cluster-ip' };
      return [...new Set([source.node, target.node])].flatMap(rulesOf).every((rules) => passes(rules, packet));
    },
  };
};
