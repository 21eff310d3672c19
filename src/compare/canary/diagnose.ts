/**
 * What the canary found, in one sentence. Pure. The order is that of blame: what shows that nothing can be told of policy
 * comes first, then what leaks, then what is closed that must be open.
 */
import type { CanaryCell, Diagnosis } from '../../model/report.ts';
import { explain } from './explain.ts';
import type { Dimension } from './explain.ts';
import { kindOf, listed, phrase, plural, tallyOf } from './words.ts';

/** What the rows do not hold. */
export interface Signs {
  /** Nodes on which the kubelet reached not one of the canary's pods: not even the node itself can talk to them. */
  readonly unheard: readonly string[];
}

export const diagnose = (cells: readonly CanaryCell[], signs: Signs): Diagnosis => {
  const known = cells.filter(({ state }) => state !== 'unknown');
  const denies = known.filter(({ verdict, direction }) => verdict === 'deny' && direction !== 'both');
  const allows = known.filter(({ verdict, direction }) => verdict === 'allow' && direction !== 'none');
  return (
    unselectedClosed(cells, signs) ??
    leaking(denies, known) ??
    flapping(denies) ??
    overblocking(allows) ??
    peersIgnored(known) ??
    partlyShut(cells) ??
    undecided(cells) ??
    enforcing(cells, denies)
  );
};

const enoughAttempts = 3;

const freeIn = (cells: readonly CanaryCell[]): CanaryCell[] => cells.filter(({ direction, attempts }) => direction === 'none' && attempts >= enoughAttempts);

/** Between pods that no policy selects nothing got through: then nothing else says anything of policy. */
const unselectedClosed = (cells: readonly CanaryCell[], { unheard }: Signs): Diagnosis | undefined => {
  const free = freeIn(cells);
  const nodes = [...new Set(free.flatMap(({ node, partner }) => [node, partner]))].toSorted();
  const shut = nodes.filter((name) => free.filter(({ node, partner }) => node === name || partner === name).every(({ through }) => through === 0));
  if (shut.length === 0) return undefined;
  const dead = shut.filter((node) => unheard.includes(node));
  if (dead.length > 0) return { kind: 'no-network', sentence: `Fresh pods on ${nodesOf(dead)} have no network: not even the kubelet reaches them, so nothing can be said of policy there.` };
  return { kind: 'unselected-closed', sentence: `Pods that no NetworkPolicy selects are closed on ${nodesOf(shut)}, though the kubelet reaches them: a default deny of another kind seems to be in force, or the network is broken there.` };
};

/** The same for some property: a family without routes, a transport that somebody filters. */
const partlyShut = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const free = freeIn(cells);
  const explanation = explain(free.filter(({ through }) => through === 0), free.filter(({ through }) => through > 0));
  if (explanation === undefined) return undefined;
  return { kind: 'unselected-closed', sentence: `Pods that no NetworkPolicy selects are closed ${phrase(explanation)}: either something else than NetworkPolicy forbids it, or the network is broken there.` };
};

const nodesOf = (nodes: readonly string[]): string => `${nodes.length === 1 ? 'node' : 'nodes'} ${listed(nodes)}`;

const leaking = (denies: readonly CanaryCell[], known: readonly CanaryCell[]): Diagnosis | undefined => {
  const open = denies.filter(({ state }) => state === 'open');
  if (open.length === 0) return undefined;
  const failing = denies.filter(({ state }) => state !== 'closed');
  const wavering = failing.length - open.length;
  const some = `${wavering === 0 && open.length === denies.length ? 'all ' : ''}${open.length}${open.length === denies.length ? '' : ` of ${denies.length}`}`;
  const through = `${some} connections that policy denies got through${wavering === 0 ? '' : `, and ${wavering} more now and then`}`;
  const explanation = explain(failing, denies.filter(({ state }) => state === 'closed'));
  if (explanation === undefined) return { kind: 'enforces-partly', enforces: false, sentence: `This cluster does not enforce all of a NetworkPolicy: ${through}, and no single property tells which.` };
  const kind = kindOf(explanation);
  if (kind !== 'enforces-nothing') return { kind, enforces: false, sentence: `This cluster enforces no NetworkPolicy ${phrase(explanation)}: ${through}.` };
  const both = known.filter(({ direction }) => direction === 'both');
  if (both.length > 0 && both.every(({ state }) => state === 'closed')) {
    return { kind: 'no-ports', enforces: false, sentence: `This cluster enforces who may connect, but not to which port: all ${open.length} connections to a port that policy does not open got through.` };
  }
  return { kind, enforces: false, sentence: `This cluster enforces no NetworkPolicy: ${through}.` };
};

const flapping = (denies: readonly CanaryCell[]): Diagnosis | undefined => {
  const now = denies.filter(({ state }) => state === 'now-and-then');
  if (now.length === 0) return undefined;
  const explanation = explain(now, denies.filter(({ state }) => state === 'closed'));
  const where = explanation === undefined || Object.keys(explanation).length === 0 ? '' : ` ${phrase(explanation)}`;
  return { kind: 'now-and-then', enforces: false, sentence: `This cluster enforces NetworkPolicy only now and then${where}: ${tallyOf(now)} that policy denies got through, on ${plural(now.length, 'connection')}.` };
};

const overblocking = (allows: readonly CanaryCell[]): Diagnosis | undefined => {
  const closed = allows.filter(({ state }) => state !== 'open');
  if (closed.length === 0) return undefined;
  const explanation = explain(closed, allows.filter(({ state }) => state === 'open'));
  const blocked = `${closed.length} of ${allows.length} connections that policy allows are closed`;
  if (explanation !== undefined && Object.keys(explanation).length === 0) return { kind: 'drops-everything', enforces: false, sentence: `This cluster drops everything at pods that a NetworkPolicy selects: ${blocked}.` };
  return { kind: 'drops-some', enforces: false, sentence: `This cluster drops what NetworkPolicy allows${explanation === undefined ? '' : ` ${phrase(explanation)}`}: ${blocked}.` };
};

/** Ports are enforced, and yet pods that are nobody's peer reach each other. */
const peersIgnored = (known: readonly CanaryCell[]): Diagnosis | undefined => {
  const both = known.filter(({ direction }) => direction === 'both');
  const open = both.filter(({ state }) => state !== 'closed');
  if (open.length === 0) return undefined;
  const through = `${open.length} of ${both.length} connections between pods that no rule names got through`;
  return open.length === both.length
    ? { kind: 'no-peers', enforces: false, sentence: `This cluster enforces to which port one may connect, but not who may: ${through}.` }
    : { kind: 'enforces-partly', enforces: false, sentence: `This cluster does not enforce all of a NetworkPolicy: ${through}.` };
};

/** Of each way on each node in each direction something must be known: a deny that held, and an allow that got through. */
const ways: readonly Dimension[] = ['transport', 'family', 'placement', 'path'];

const isKnown = (share: readonly CanaryCell[]): boolean => (['allow', 'deny'] as const).every((verdict) => share.some((cell) => cell.verdict === verdict && cell.state !== 'unknown'));

const undecided = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const judged = cells.filter(({ direction }) => direction === 'ingress' || direction === 'egress');
  const shares = ways.flatMap((way) => [...Map.groupBy(judged, (cell) => `${cell.node} ${cell.direction} ${cell[way]}`).values()]);
  const missing = new Set(shares.filter((share) => !isKnown(share)).flat());
  if (missing.size === 0 && judged.length > 0) return undefined;
  const where = phrase(explain([...missing], judged.filter((cell) => !missing.has(cell))) ?? {});
  const most = mostFrequent(cells.flatMap(({ reason }) => reason ?? []));
  return { kind: 'unknown', sentence: `Whether this cluster enforces NetworkPolicy could not be judged${where === '' ? '' : ` ${where}`}${most === undefined ? '' : `: ${most}`}.` };
};

const mostFrequent = (reasons: readonly string[]): string | undefined => [...Map.groupBy(reasons, (reason) => reason).values()].toSorted((a, b) => b.length - a.length)[0]?.[0];

const enforcing = (cells: readonly CanaryCell[], denies: readonly CanaryCell[]): Diagnosis => {
  const nodes = new Set(cells.map(({ node }) => node)).size;
  const notes = [...rejecting(denies), ...exposed(denies), ...late(cells), ...unjudged(cells)];
  return { kind: 'enforces', enforces: true, sentence: `This cluster enforces NetworkPolicy on ${nodes === 1 ? 'the node that was' : `all ${nodes} nodes that were`} asked${notes.length === 0 ? '' : `; ${notes.join('; ')}`}.` };
};

/** By TCP at a pod's own address: kernels send few of the ICMP messages that answer UDP, and kube-proxy answers for Services. */
const rejecting = (denies: readonly CanaryCell[]): string[] => {
  const tcp = denies.filter(({ transport, path }) => transport === 'TCP' && path === 'pod-ip');
  const rejected = tcp.filter((cell) => cell.rejected);
  if (rejected.length === 0) return [];
  return [rejected.length === tcp.length ? 'it rejects rather than drops' : `it rejects ${rejected.length} and drops ${tcp.length - rejected.length} of ${tcp.length} denied TCP connections between pods`];
};

const exposed = (denies: readonly CanaryCell[]): string[] => {
  const open = denies.filter(({ openUntilMs }) => openUntilMs !== undefined);
  if (open.length === 0) return [];
  const worst = Math.max(...open.map(({ openUntilMs = 0 }) => openUntilMs));
  const explanation = explain(open, denies.filter(({ openUntilMs }) => openUntilMs === undefined)) ?? {};
  const where = phrase(explanation);
  return [`it left pods open for ${worst} ms after their start${where === '' ? '' : ` (${where})`}`];
};

/** Endpoints and rules take a second or two; more is worth a word. */
const lateMs = 5000;

const late = (cells: readonly CanaryCell[]): string[] => {
  const slow = cells.filter(({ openedAfterMs = 0, direction }) => direction === 'none' && openedAfterMs >= lateMs);
  const worst = Math.max(...slow.map(({ openedAfterMs = 0 }) => openedAfterMs));
  return slow.length === 0 ? [] : [`fresh pods reached nobody for ${worst} ms`];
};

const unjudged = (cells: readonly CanaryCell[]): string[] => {
  const unknown = cells.filter(({ state }) => state === 'unknown');
  return unknown.length === 0 ? [] : [`${unknown.length} of ${cells.length} connections could not be judged (${mostFrequent(unknown.flatMap(({ reason }) => reason ?? []))})`];
};
