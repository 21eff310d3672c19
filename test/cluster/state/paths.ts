import { join } from 'node:path';

/**
 * Where clusters keep what dies with them. On disk: containerd's overlay snapshots cannot lie on a tmpfs or on another
 * overlay. Not below /run, /var/lib or /var/log, which each node covers with folders of its own.
 */
export const stateRoot = '/var/tmp/netproof-test';

export interface ClusterPaths {
  readonly dir: string;
  /** What `attach` reads: options, addresses, anchors. */
  readonly record: string;
  readonly pki: string;
  readonly logs: string;
  readonly cniBin: string;
  readonly resolvConf: string;
  /** For programs inside: dials the control plane's own address. */
  readonly innerKubeconfig: string;
  /** For an ordinary shell of the machine: dials the forwarder on 127.0.0.1. */
  readonly kubeconfig: string;
  /** Relative to the root of each cgroup hierarchy. */
  readonly cgroup: string;
}

export function clusterPaths(name: string): ClusterPaths {
  const dir = join(stateRoot, name);
  return {
    dir,
    record: join(dir, 'cluster.json'),
    pki: join(dir, 'pki'),
    logs: join(dir, 'logs'),
    cniBin: join(dir, 'cni-bin'),
    resolvConf: join(dir, 'resolv.conf'),
    innerKubeconfig: join(dir, 'inner.kubeconfig'),
    kubeconfig: join(dir, 'kubeconfig'),
    cgroup: `/netproof-test/${name}`,
  };
}

/** The folder of one host (a node, the control plane) within its cluster's. */
export function hostDir(paths: ClusterPaths, host: string): string {
  return join(paths.dir, 'hosts', host);
}

export function logPath(paths: ClusterPaths, host: string, component: string): string {
  return join(paths.logs, `${host}.${component}.log`);
}

/** Where a node's kubelet puts its pods. */
export function nodeCgroup(paths: ClusterPaths, node: string): string {
  return `${paths.cgroup}/${node}`;
}
