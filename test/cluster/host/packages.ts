import { ClusterError } from '../shell/failure.ts';
import type { Progress } from '../shell/progress.ts';
import { CommandError, run, runAny } from '../shell/run.ts';

/** Debian's packages, each with what we run of it. */
export const requiredPackages: Readonly<Record<string, string>> = {
  buildah: 'builds images from a Containerfile',
  conntrack: 'used by kube-proxy',
  containerd: 'runs the pods',
  'containernetworking-plugins': 'loopback, ptp, host-local, portmap',
  'etcd-server': 'holds the objects',
  iproute2: 'builds the networks',
  ipset: 'used by Calico',
  iptables: 'used by kube-proxy and Calico',
  openssl: 'makes the certificates',
  procps: 'sets sysctls',
  runc: 'starts the containers',
  'util-linux': 'nsenter, unshare, flock',
};

/** Those of the packages that dpkg does not list as installed. */
export function missingPackages(dpkgOutput: string, packages: readonly string[]): string[] {
  const installed = new Set(
    dpkgOutput
      .split('\n')
      .filter((line) => line.startsWith('ii '))
      .map((line) => line.slice(3).split(':')[0]),
  );
  return packages.filter((name) => !installed.has(name));
}

/** Installs what is missing, where there is apt. */
export async function ensurePackages(names: readonly string[], progress: Progress): Promise<void> {
  const listed = await runAny(['dpkg-query', '--show', '--showformat', '${db:Status-Abbrev}${binary:Package}\n', ...names])
    .catch(() => undefined);
  if (listed === undefined) {
    throw new ClusterError(`Cannot install packages: this is no Debian-like system, and these are needed: ${names.join(' ')}`);
  }
  const missing = missingPackages(listed.stdout, names);
  if (missing.length === 0) return;
  progress(`installing Debian packages: ${missing.join(' ')}`);
  // Not a system's services but single programs are wanted: a package must not start its daemon.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  try {
    await run(['apt-get', 'update', '-qq'], { env });
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
  } catch (error) {
    const why = error instanceof CommandError ? error.message : 'there is no apt-get';
    throw new ClusterError(`Cannot install Debian packages ${missing.join(' ')}: ${why}`, { cause: error });
  }
}
