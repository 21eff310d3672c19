import type { Host } from '../host/component.ts';
import { enterNetwork } from '../host/enter.ts';
import { run } from '../shell/run.ts';
import { allNodes, controlPlane, outside } from './addresses.ts';
import { controlPlaneCommands, fabricCommands, hostCommands, nodeCommands, outsideCommands, type FabricPort } from './plan.ts';

const routerSysctls = ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'];
/** Duplicate address detection keeps an IPv6 address unusable for a second or two; here nobody can have it twice. */
const quickIpv6 = ['net.ipv6.conf.default.accept_dad=0', 'net.ipv6.conf.all.accept_dad=0'];
/**
 * Routes are what the plan says, for good. Otherwise a node that is asked for a Service before its kube-proxy knows it
 * redirects the control plane elsewhere, and for five minutes no webhook behind that Service can be called.
 * IPv6 needs no such setting: a redirect there names a link-local gateway, and no route here has one.
 */
const noRedirects = ['default', 'all'].flatMap((scope) => [`net.ipv4.conf.${scope}.send_redirects=0`, `net.ipv4.conf.${scope}.accept_redirects=0`]);
const hostSysctls = [...quickIpv6, ...noRedirects];

/** Joins the hosts: cables from the fabric's bridge, addresses, routes. */
export async function connect(hosts: (name: string) => Host, nodes: number): Promise<void> {
  const fabric = hosts('fabric');
  const ports: FabricPort[] = [
    { host: 'cp', address: controlPlane },
    { host: 'inet', address: outside },
    ...allNodes(nodes).map((node) => ({ host: node.name, address: node })),
  ].map((port) => ({ ...port, anchorPid: hosts(port.host).anchor.pid }));
  await Promise.all([
    sysctl(fabric, [...hostSysctls, ...routerSysctls]),
    ...ports.map(({ host }) => sysctl(hosts(host), host.startsWith('node') ? [...hostSysctls, ...routerSysctls] : hostSysctls)),
  ]);
  await batch(fabric, fabricCommands(ports, nodes));
  await Promise.all(ports.map(({ host, address }) => batch(hosts(host), [...hostCommands(address), ...extra(host, nodes)])));
}

function extra(host: string, nodes: number): string[] {
  if (host === 'cp') return controlPlaneCommands();
  if (host === 'inet') return outsideCommands();
  return nodeCommands(host, nodes);
}

// By the network alone: the kernel looks the ids of the cables' far ends up among the processes that the caller sees.
async function batch(host: Host, commands: readonly string[]): Promise<void> {
  await run(enterNetwork(host.anchor.pid, ['ip', '-batch', '-']), { input: `${commands.join('\n')}\n` });
}

async function sysctl(host: Host, settings: readonly string[]): Promise<void> {
  await run(enterNetwork(host.anchor.pid, ['sysctl', '-qw', ...settings]));
}
