/** All cells together, in one sentence. */
import { isClosed, mayNotListen } from '../model/closed.ts';
import type { CanaryReport, CellResult, Counts } from '../model/report.ts';
import { failingKinds } from './failing.ts';
import type { FailOptions } from './failing.ts';
import { deniesIn, isFailing, isVacuous } from './outcome.ts';

export interface HeadlineOptions extends FailOptions {
  /** NetworkPolicies in the namespaces concerned. */
  readonly policies: number;
  readonly canary?: CanaryReport;
}

export const headlineOf = (results: readonly CellResult[], counts: Counts, options: HeadlineOptions): string => {
  const { strict, policies, canary } = options;
  const because = `with ${strict ? '--strict' : '--fail-on startup-exposure'} that is a failure`;
  if (counts.cells === 0) return canary?.diagnosis.sentence ?? 'Nothing was probed: there is no cell.';
  const denies = deniesIn(results);
  const inside = denies.filter((result) => result.cell.path !== 'direct');
  const somethingClosed = results.some(({ reality }) => reality?.destinations.some(({ state }) => state === 'unreachable'));
  if (canary?.diagnosis.enforces !== true && inside.length > 0 && !somethingClosed && inside.every((result) => result.status === 'leak')) {
    if (policies === 0 || inside.every(isAsPolicySays)) return `Nothing is closed, and no NetworkPolicy asks for it: all ${inside.length} denies inside the cluster leaked.`;
    if (isIgnored(inside)) return `This cluster enforces no NetworkPolicy: all ${inside.length} denies inside the cluster leaked. Its API server stores policies that its CNI ignores.`;
  }
  if (counts.leak > 0 || counts.overblock > 0) {
    const parts = [plural(counts.leak, 'leak'), plural(counts.overblock, 'overblock')].filter((part) => !part.startsWith('0 '));
    return `The cluster does not do what the matrix says: ${parts.join(' and ')} in ${counts.cells} cells${blame(results.filter(({ status }) => status === 'leak' || status === 'overblock'))}.`;
  }
  if (canary !== undefined && isFailing(canary, options)) return `No leak and no overblock seen in ${plural(counts.cells, 'cell')}, but the canary ${canary.diagnosis.enforces ? `saw pods open at first, and ${because}` : 'failed'}. ${canary.diagnosis.sentence}`;
  if (counts.policyMismatch > 0) return `No leak and no overblock seen in ${plural(counts.cells, 'cell')}, but of ${counts.policyMismatch} the NetworkPolicies say other than the matrix.`;
  if (failingKinds(options).has('startup-exposure') && counts.startupExposure > 0) return `${plural(counts.startupExposure, 'cell')} of ${counts.cells} came out closed in the end, but ${counts.startupExposure === 1 ? 'was' : 'were'} open at first: ${because}.`;
  if (counts.inconclusive > 0) return `No leak and no overblock seen, but ${plural(counts.inconclusive, 'cell')} of ${counts.cells} could not be judged.`;
  if (isVacuous(denies)) return `Nothing was proven: where ${plural(denies.length, 'deny', 'denies')} had to hold, nobody is there to reach.`;
  const held = denies.filter((result) => result.status === 'conforms');
  const weak = held.filter((result) => result.evidence === 'weak').length;
  const vacuous = counts.vacuous > 0 ? `, ${counts.vacuous} vacuous` : '';
  return `The cluster does what the matrix says: ${counts.conforms} of ${counts.cells} cells conform, ${held.length} of them denies with live controls${weak > 0 ? ` (${weak} on weak evidence)` : ''}${vacuous}.`;
};

/** Where reality is what policy says, and only the person expects something else. */
const isAsPolicySays = (result: CellResult): boolean => isSpecified(result) && result.policy?.verdict === (result.status === 'leak' ? 'allow' : 'deny');

const isSpecified = ({ policy }: CellResult): boolean => policy?.basis === 'specified';

/** Leaks accuse the CNI where policy denies at least one of them, or says nothing of any. */
const isIgnored = (leaks: readonly CellResult[]): boolean => leaks.some((leak) => isSpecified(leak) && !isAsPolicySays(leak)) || !leaks.some(isSpecified);

/** Whether policies are to be mended, or whoever enforces them; as far as that is known of all. */
const blame = (wrong: readonly CellResult[]): string => {
  const known = wrong.filter((result) => isSpecified(result) && !isUnproven(result));
  const asSaid = known.filter(isAsPolicySays).length;
  if (known.length === 0) return '';
  if (asSaid === 0) return known.length === wrong.length ? ', and the NetworkPolicies are not to blame' : '';
  return asSaid === wrong.length ? ', all as the NetworkPolicies say: they are what is to be mended' : `, ${asSaid} of them as the NetworkPolicies say`;
};

const isUnproven = ({ status, reality }: CellResult): boolean => {
  const first = status === 'overblock' ? reality?.destinations.find(isClosed) : undefined;
  return first !== undefined && mayNotListen(first);
};

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
