import { componentPid, type Host } from '../host/component.ts';
import { checkComponent, type ClusterOptions, type ComponentName } from '../options.ts';
import { clusterPaths, hostDir } from '../state/paths.ts';
import { readRecord } from '../state/record.ts';
import { clusterNames } from './down.ts';
import { isWhole } from './up.ts';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface ComponentStatus {
  readonly host: string;
  readonly component: ComponentName;
  /** Undefined if it has ended. */
  readonly pid: number | undefined;
}

export interface ClusterStatus {
  readonly name: string;
  /** `broken`: a boot that did not finish, or hosts that have gone. */
  readonly state: 'up' | 'broken';
  readonly options: ClusterOptions | undefined;
  readonly kubeconfig: string;
  readonly components: readonly ComponentStatus[];
}

/** What there is of all clusters on this machine, or of one. */
export async function status(name?: string): Promise<ClusterStatus[]> {
  const names = clusterNames().filter((candidate) => name === undefined || candidate === name);
  return Promise.all(names.map(statusOf));
}

async function statusOf(name: string): Promise<ClusterStatus> {
  const record = await readRecord(name);
  const paths = clusterPaths(name);
  const hosts = Object.entries(record?.anchors ?? {}).map(([host, anchor]): Host => ({ paths, name: host, anchor }));
  return {
    name,
    state: record !== undefined && isWhole(record) ? 'up' : 'broken',
    options: record?.options,
    kubeconfig: paths.kubeconfig,
    components: (await Promise.all(hosts.map(componentsOf))).flat(),
  };
}

async function componentsOf(host: Host): Promise<ComponentStatus[]> {
  const files = await readdir(join(hostDir(host.paths, host.name), 'components')).catch(() => []);
  const names = files.map((file) => checkComponent(file.replace(/\.json$/, '')));
  return Promise.all(
    names.map(async (component) => ({ host: host.name, component, pid: await componentPid(host, component) })),
  );
}
