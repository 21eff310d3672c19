/** What is worth a word although the cluster enforces. */
import type { CanaryCell } from '../../model/report.ts';
import { explain } from './explain.ts';
import { mostFrequent, phrase } from './words.ts';

export const notesOn = (cells: readonly CanaryCell[], denies: readonly CanaryCell[]): string[] => [...rejecting(denies), ...exposed(cells), ...interrupted(cells, denies), ...late(cells), ...unjudged(cells)];

/** By TCP at a pod's own address: kernels send few of the ICMP messages that answer UDP, and kube-proxy answers for Services. */
const rejecting = (denies: readonly CanaryCell[]): string[] => {
  const tcp = denies.filter(({ transport, path }) => transport === 'TCP' && path === 'pod-ip');
  const rejected = tcp.filter((cell) => cell.rejected);
  if (rejected.length === 0) return [];
  return [rejected.length === tcp.length ? 'it rejects rather than drops' : `it rejects: ${rejected.length} of ${tcp.length} denied TCP connections between pods met a refusal, the others silence`];
};

const isExposed = ({ verdict, openUntilMs }: CanaryCell): boolean => verdict === 'deny' && openUntilMs !== undefined;

/** Whether any pod was open at first that policy closes. */
export const exposes = (cells: readonly CanaryCell[]): boolean => cells.some(isExposed);

const exposed = (cells: readonly CanaryCell[]): string[] => {
  const open = cells.filter(isExposed);
  if (open.length === 0) return [];
  const worst = Math.max(...open.map(({ openUntilMs = 0 }) => openUntilMs));
  const words = phrase(explain(open, cells.filter((cell) => cell.verdict === 'deny' && !isExposed(cell))) ?? {});
  return [`it left pods open for ${worst} ms after their start${words === '' ? '' : ` (${words})`}`];
};

/**
 * Open while its pods were open to everybody, closed once, and open ever since: policy took effect before the rule that
 * allows this did, which the specification lets it.
 */
export const isLateRule = ({ node, direction, state, openedAfterMs }: CanaryCell, denies: readonly CanaryCell[]): boolean =>
  state === 'now-and-then' && openedAfterMs !== undefined && denies.some((deny) => isExposed(deny) && deny.node === node && deny.direction === direction);

const interrupted = (cells: readonly CanaryCell[], denies: readonly CanaryCell[]): string[] => {
  const late = cells.filter((cell) => cell.verdict === 'allow' && isLateRule(cell, denies));
  return late.length === 0 ? [] : [`rules that allow came later than that: ${late.length} ${late.length === 1 ? 'connection was' : 'connections were'} closed in between`];
};

/** Endpoints and rules take a second or two; more is worth a word. */
const lateMs = 5000;

const late = (cells: readonly CanaryCell[]): string[] => {
  const slow = cells.filter(({ openedAfterMs = 0, direction }) => direction === 'none' && openedAfterMs >= lateMs);
  const worst = Math.max(...slow.map(({ openedAfterMs = 0 }) => openedAfterMs));
  return slow.length === 0 ? [] : [`fresh pods reached nobody for ${worst} ms`];
};

export const unjudged = (cells: readonly CanaryCell[]): string[] => {
  const unknown = cells.filter(({ state }) => state === 'unknown');
  return unknown.length === 0 ? [] : [`${unknown.length} of ${cells.length} connections could not be judged (${mostFrequent(unknown.flatMap(({ reason }) => reason ?? []))})`];
};
