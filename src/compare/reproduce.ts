import type { PlannedCell } from '../model/plan.ts';
import type { Labels } from '../model/snapshot.ts';

/**
 * A command by which a person sees the same with ordinary tools. The pod it makes wears the source's labels, as ours
 * did, but has no gate: where a Service selects those labels, it would receive traffic while it runs.
 */
export const reproduce = ({ cell, style }: Pick<PlannedCell, 'cell' | 'style'>, source: { readonly namespace: string; readonly labels: Labels }, address: string): string => {
  const labels = Object.entries(source.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const separator = address.lastIndexOf(':');
  const host = address.slice(0, separator);
  const port = address.slice(separator + 1);
  // nc ends with 0 over UDP whatever happened; only a question that is answered shows something.
  const look = style.prober === 'dns' && cell.transport === 'UDP' ? `nslookup kubernetes.default.svc.cluster.local ${quote(host)}` : `nc -z -v -w 3 ${quote(host)} ${quote(port)}`;
  return `kubectl run netproof-look --rm -i --restart=Never -n ${quote(source.namespace)} --labels=${quote(labels)} --image=busybox -- ${look}`;
};

/** As a shell takes it. What comes from a matrix needs no quotes; what comes from a saved file may be anything. */
const quote = (word: string): string => (/^[\w./:,=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`);
