import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../cluster/shell/run.ts';
import { identify, type ProcessId } from '../../cluster/state/processes.ts';

/** What a cluster could leave behind on a machine, as lists that can be compared. */
export interface Picture {
  readonly networkNamespaces: string;
  readonly interfaces: string;
  readonly packetRules: string;
  readonly mounts: string;
  readonly cgroups: readonly string[];
  readonly files: readonly string[];
  readonly processes: readonly string[];
}

/** Where the programs of a cluster are known to write when nobody stops them. */
const folders = ['/etc', '/opt', '/run', '/usr/lib/cni', '/usr/libexec', '/var/lib', '/var/log', '/var/run'];

/** Only what this machine has because of the cluster `name`, where others may come and go meanwhile. */
export async function takePicture(name: string): Promise<Picture> {
  return {
    networkNamespaces: await run(['ip', 'netns', 'list']),
    interfaces: (await run(['ip', '-brief', 'link'])).replaceAll(/ +/g, ' '),
    packetRules: (await run(['iptables-save'])).replaceAll(/^#.*$|\[\d+:\d+\]/gm, ''),
    mounts: readFileSync('/proc/self/mounts', 'utf8'),
    cgroups: cgroupsOf(name),
    files: [...folders.flatMap(filesBelow), ...readdirSync('/var/tmp'), ...ownFolders(name)].filter((path) => path !== 'netproof-test'),
    processes: processesOf(name),
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.startsWith('/var/lib/apt') && !path.startsWith('/var/lib/dpkg'))
    .sort();
}

function ownFolders(name: string): string[] {
  return list('/var/tmp/netproof-test').filter((folder) => folder === name);
}

function cgroupsOf(name: string): string[] {
  const roots = list('/sys/fs/cgroup').flatMap((hierarchy) => [
    ...list(`/sys/fs/cgroup/${hierarchy}`).filter((child) => /^(kube|container|system)/.test(child)),
    ...list(`/sys/fs/cgroup/${hierarchy}/netproof-test`).filter((child) => child === name).map((child) => `${hierarchy}/${child}`),
  ]);
  return roots.sort();
}

/** By what they were started with, and by the cgroup that the kubelet put them into. */
function processesOf(name: string): string[] {
  const signs = [`/netproof-test/${name}/`, `NETPROOF_TEST_CLUSTER=${name}\0`];
  return pids().filter((pid) => {
    const seen = ['cmdline', 'environ', 'cgroup'].map((file) => read(`/proc/${pid}/${file}`)).join('\0');
    return signs.some((sign) => seen.includes(sign));
  });
}

/**
 * Every process in the namespaces of a running cluster, its pods' too. By id and start time: the kernel gives the
 * numbers of ended processes and namespaces out again, for instance to another cluster.
 */
export function inhabitants(name: string): ProcessId[] {
  const machine = namespaces('self');
  const own = new Set(processesOf(name).flatMap(namespaces).filter((namespace) => !machine.includes(namespace)));
  return pids()
    .filter((pid) => namespaces(pid).some((namespace) => own.has(namespace)))
    .flatMap((pid) => identify(Number(pid)) ?? []);
}

function namespaces(pid: string): string[] {
  return ['pid', 'net', 'mnt'].flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      return [];
    }
  });
}

function pids(): string[] {
  return list('/proc').filter((entry) => /^\d+$/.test(entry));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
