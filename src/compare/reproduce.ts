import type { Cell } from '../model/cell.ts';
import type { Labels } from '../model/snapshot.ts';

/**
 * A command by which a person sees the same with ordinary tools. The pod it makes wears the source's labels, as ours
 * did, but has no gate: where a Service selects those labels, it would receive traffic while it runs.
 */
export const reproduce = (cell: Cell, source: { readonly namespace: string; readonly labels: Labels }, address: string): string => {
  const labels = Object.entries(source.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const separator = address.lastIndexOf(':');
  const host = address.slice(0, separator);
  const port = address.slice(separator + 1);
  const netcat = `nc ${cell.transport === 'UDP' ? '-u ' : ''}-z -v -w 3 ${host} ${port}`;
  return `kubectl run netproof-look --rm -i --restart=Never -n ${source.namespace} --labels=${labels} --image=busybox -- ${netcat}`;
};
