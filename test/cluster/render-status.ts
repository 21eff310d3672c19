import Table from 'cli-table3';
import type { ClusterStatus } from './index.ts';

/** What a person wants to see of all clusters at a glance. */
export function renderStatus(clusters: readonly ClusterStatus[]): string {
  return clusters.length === 0 ? 'no cluster' : clusters.map(renderCluster).join('\n\n');
}

function renderCluster({ name, state, options, kubeconfig, components }: ClusterStatus): string {
  const title = `${name}: ${state}${options === undefined ? '' : `, ${options.nodes} nodes, CNI ${options.cni}`}`;
  const table = new Table({ head: ['host', 'component', 'pid'], style: { head: [], border: [] } });
  for (const { host, component, pid } of components) table.push([host, component, pid ?? 'ended']);
  return [title, kubeconfig, table.toString()].join('\n');
}
