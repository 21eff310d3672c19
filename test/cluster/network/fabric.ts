import type { Host } from '../host/component.ts';
import { enterNetwork } from '../host/enter.ts';
import { run } from '../shell/run.ts';
import { allNodes, controlPlane, outside } from './addresses.ts';
import { controlPlaneCommands, fabricCommands, hostCommands, nodeCommands, outsideCommands, type FabricPort } from './plan.ts';

const routerSysctls = ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'];
/** Duplicate address detection keeps an IPv6 address unusable for a second or two; here nobody can have it twice. */
const quickIpv6 = ['net.ipv6.conf.default.accept_dad=0', 'net.ipv6.conf.all.accept_dad=0'];

/** Joins the hosts: cables from the fabric's bridge, addresses, routes. */
export async function connect(hosts: (name: string) => Host, nodes: number): Promise<void> {
  const fabric = hosts('fabric');
  const ports: FabricPort[] = [
    { host: 'cp', address: controlPlane },
    { host: 'inet', address: outside },
    ...allNodes(nodes).map((node) => ({ host: node.name, address: node })),
  ].map((port) => ({ ...port, anchorPid: hosts(port.host).anchor.pid }));
  await Promise.all([
    sysctl(fabric, [...quickIpv6, ...routerSysctls]),
    ...ports.map(({ host }) => sysctl(hosts(host), host.startsWith('node') ? [...quickIpv6, ...routerSysctls] : quickIpv6)),
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
