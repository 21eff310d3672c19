import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAnchor } from '../host/anchor.ts';
import type { Host } from '../host/component.ts';
import { controlPlane, internet } from '../network/addresses.ts';
import { nodeNames } from '../options.ts';
import { kubeconfig } from '../pki/kubeconfig.ts';
import type { ClusterPaths } from '../state/paths.ts';
import type { BootPlan } from './plan.ts';

/** Debian's folder of CNI plugins. */
const debianPlugins = '/usr/lib/cni';

/** The hosts of a cluster: the bridge between them, the outside, the control plane and the nodes. */
export function hostNames(nodes: number): string[] {
  return ['fabric', 'inet', 'cp', ...nodeNames(nodes)];
}

export type Hosts = (name: string) => Host;

export async function startHosts({ options, paths, ingredients }: BootPlan): Promise<Hosts> {
  const hosts = await Promise.all(
    hostNames(options.nodes).map(async (name): Promise<[string, Host]> => {
      return [name, { paths, name, anchor: await startAnchor(paths, name, ingredients.pause) }];
    }),
  );
  const byName = new Map(hosts);
  return (name) => {
    const host = byName.get(name);
    if (host === undefined) throw new Error(`No host "${name}"`);
    return host;
  };
}

/** containerd takes all plugins from one folder. */
export async function linkPlugins({ paths, cni, ingredients }: BootPlan): Promise<void> {
  await mkdir(paths.cniBin, { recursive: true });
  const debian = (await readdir(debianPlugins)).map((name) => [name, join(debianPlugins, name)] as const);
  const own = Object.entries(cni.plugins(ingredients.cni));
  await Promise.all([...debian, ...own].map(([name, path]) => symlink(path, join(paths.cniBin, name))));
}

/** What pods with the node's own DNS settings, and CoreDNS, ask. */
export async function writeResolvConf(paths: ClusterPaths): Promise<void> {
  await writeFile(paths.resolvConf, `nameserver ${internet.v4}\n`);
}

/** Two ways to the same API server: from inside by its own address, from the machine by the forwarder's. */
export async function writeKubeconfigs(paths: ClusterPaths, cluster: string, port: number): Promise<void> {
  const [ca, cert, key] = await Promise.all(
    ['ca.crt', 'admin.crt', 'admin.key'].map((file) => readFile(join(paths.pki, file))),
  );
  if (ca === undefined || cert === undefined || key === undefined) throw new Error('No certificates');
  const write = (path: string, server: string) =>
    writeFile(path, kubeconfig({ cluster, server, ca, cert, key }), { mode: 0o600 });
  await write(paths.innerKubeconfig, `https://${controlPlane.v4}:6443`);
  await write(paths.kubeconfig, `https://127.0.0.1:${port}`);
}
