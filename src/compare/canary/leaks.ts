/** What got through although policy denies it, named by what the connections have in common. */
import type { CanaryCell, Diagnosis } from '../../model/report.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explain.ts';
import { kindOf, where } from './words.ts';

export const leaking = (denies: readonly CanaryCell[], cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const known = denies.filter(({ state }) => state !== 'unknown');
  const open = known.filter(({ state }) => state === 'open');
  if (open.length === 0) return undefined;
  const failing = known.filter(({ state }) => state !== 'closed');
  const explanation = explain(failing, known.filter(({ state }) => state === 'closed'));
  const through = countOf(open, failing, known);
  if (explanation === undefined) return { kind: 'enforces-partly', enforces: false, sentence: `This cluster does not enforce all of a NetworkPolicy: ${through}, and no single property tells which.` };
  const words = where(explanation);
  switch (peersWhere(explanation, cells)) {
    case 'closed':
      return { kind: 'no-ports', enforces: false, sentence: `This cluster enforces who may connect, but not to which port${words}: ${through}.` };
    case 'mixed':
      return { kind: 'enforces-partly', enforces: false, sentence: `This cluster does not enforce all of a NetworkPolicy${words}: ${through}.` };
    case 'open':
      return { kind: kindOf(explanation), enforces: false, sentence: `This cluster enforces no NetworkPolicy${words}: ${through}.` };
  }
};

const countOf = (open: readonly CanaryCell[], failing: readonly CanaryCell[], known: readonly CanaryCell[]): string => {
  const wavering = failing.length - open.length;
  const some = open.length === known.length ? `all ${open.length}` : `${open.length} of ${known.length}`;
  return `${some} connections that policy denies got through${wavering === 0 ? '' : `, and ${wavering} more now and then`}`;
};

const within = ([dimension, values]: [string, readonly string[] | undefined]) => (cell: CanaryCell): boolean => values?.includes(String(cell[dimension as keyof Explanation])) ?? true;

/** Whether pods that no rule names are kept out where ports are not; not asked where one direction alone fails. */
const peersWhere = (explanation: Explanation, cells: readonly CanaryCell[]): 'open' | 'closed' | 'mixed' => {
  if (explanation.direction !== undefined) return 'open';
  const peers = Object.entries(explanation).reduce((some, one) => some.filter(within(one)), cells.filter(({ direction, state }) => direction === 'peers' && state !== 'unknown'));
  const closed = peers.filter(({ state }) => state === 'closed').length;
  if (closed === 0) return 'open';
  return closed === peers.length ? 'closed' : 'mixed';
};

/** Ports are enforced, and yet pods that no rule names got in. */
export const peersIgnored = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const peers = cells.filter(({ direction, state }) => direction === 'peers' && state !== 'unknown');
  const open = peers.filter(({ state }) => state === 'open');
  if (open.length === 0) return undefined;
  const through = `${open.length} of ${peers.length} connections from pods that no ingress rule names got through`;
  if (open.length === peers.length) return { kind: 'no-peers', enforces: false, sentence: `This cluster enforces to which port one may connect, but not who may: ${through}.` };
  const explanation = explain(open, peers.filter(({ state }) => state === 'closed'));
  return { kind: 'enforces-partly', enforces: false, sentence: `This cluster does not enforce who may connect${where(explanation)}: ${through}.` };
};
