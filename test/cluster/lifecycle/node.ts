import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { containerd, containerdConfig } from '../components/containerd.ts';
import { kubeProxyConfig } from '../components/kube-proxy.ts';
import { kubeletConfig } from '../components/kubelet.ts';
import { startComponent, type Component, type Host } from '../host/component.ts';
import { enter } from '../host/enter.ts';
import type { NodeAddresses } from '../network/addresses.ts';
import { createCgroup } from './cgroups.ts';
import { run, runAny } from '../shell/run.ts';
import { waitFor } from '../shell/wait.ts';
import { hostDir, logPath, nodeCgroup, type ClusterPaths } from '../state/paths.ts';

/** Writes the files that a node's programs read. */
export async function configureNode(paths: ClusterPaths, node: NodeAddresses, pauseImage: string, conflist: object): Promise<void> {
  const dir = hostDir(paths, node.name);
  await Promise.all(['cni', 'var-lib', 'var-log'].map((name) => mkdir(join(dir, name), { recursive: true })));
  await Promise.all([
    writeFile(join(dir, 'containerd.toml'), containerdConfig(paths, node.name, pauseImage)),
    writeFile(join(dir, 'kubelet.yaml'), stringify(kubeletConfig(paths, node))),
    writeFile(join(dir, 'kube-proxy.yaml'), stringify(kubeProxyConfig(paths, node.name))),
    writeFile(join(dir, 'cni', '10-netproof-test.conflist'), JSON.stringify(conflist, null, 2)),
  ]);
}

/**
 * Gives a node folders of its own where its programs insist on a path: /run, /var/lib and /var/log are covered whole,
 * inside its mount namespace, so that nothing is created on the machine. Shared, because mounts that the kubelet makes
 * must reach the containers.
 */
export async function furnishNode(host: Host): Promise<void> {
  const dir = hostDir(host.paths, host.name);
  const script = `set -e
mount --bind ${dir}/var-lib /var/lib
mount --bind ${dir}/var-log /var/log
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/lock
mount --make-rshared /
hostname ${host.name}`;
  await createCgroup(nodeCgroup(host.paths, host.name));
  await run(enter(host.anchor.pid, ['sh', '-c', script]));
}

/** Starts containerd and waits until it answers. */
export async function startContainerd(host: Host, withFlags: (component: Component) => Component): Promise<void> {
  await startComponent(host, withFlags(containerd(host.paths, host.name)));
  const ask = async () => (await runAny(enter(host.anchor.pid, ['ctr', 'version']))).code === 0;
  await waitFor(`containerd on ${host.name}`, ask, {
    timeoutMs: 30_000,
    everyMs: 50,
    hint: () => `see ${logPath(host.paths, host.name, 'containerd')}`,
  });
}

/** Puts an image archive into a node's store. */
export async function loadImage(host: Host, tarPath: string): Promise<void> {
  await run(enter(host.anchor.pid, ['ctr', '-n', 'k8s.io', 'image', 'import', '--snapshotter', 'overlayfs', tarPath]));
}
