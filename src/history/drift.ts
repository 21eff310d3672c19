/** What policies say, and what the cluster does with them, in one run and in a later one. */
import type { CellResult, RunReport } from '../model/report.ts';
import { formatDecider } from '../policy/deciders.ts';

/** Policies say another thing of a cell than they did. */
export interface PolicyDrift {
  readonly cell: string;
  readonly before: string;
  readonly after: string;
  /** Rules and policies that decide it now and did not, and the other way round. */
  readonly deciders: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** A cell came out otherwise though policies, and whoever expects something of it, say the same. */
export interface EnforcementDrift {
  readonly cell: string;
  readonly before: CellResult['status'];
  readonly after: CellResult['status'];
}

export interface Drifts {
  readonly policy: readonly PolicyDrift[];
  readonly enforcement: readonly EnforcementDrift[];
}

export const driftsOf = (first: RunReport, last: RunReport): Drifts => {
  const pairs = pairsOf(first, last);
  return { policy: pairs.flatMap(policyDrift), enforcement: pairs.flatMap(enforcementDrift) };
};

interface Pair {
  readonly before: CellResult;
  readonly after: CellResult;
}

const pairsOf = (first: RunReport, last: RunReport): Pair[] => {
  const known = new Map(first.cells.map((cell) => [cell.cell.id, cell]));
  return last.cells.flatMap((after) => {
    const before = known.get(after.cell.id);
    return before === undefined ? [] : [{ before, after }];
  });
};

const policyDrift = ({ before, after }: Pair): PolicyDrift[] => {
  const [was, is] = [saying(before), saying(after)];
  if (was === is || before.policy === undefined || after.policy === undefined) return [];
  const [old, current] = [decidersOf(before), decidersOf(after)];
  return [{ cell: after.cell.id, before: was, after: is, deciders: { added: current.filter((one) => !old.includes(one)), removed: old.filter((one) => !current.includes(one)) } }];
};

const saying = ({ policy }: CellResult): string => (policy === undefined ? 'unknown' : policy.basis === 'undefined' ? 'undefined' : policy.verdict);

const decidersOf = ({ policy }: CellResult): string[] => (policy?.deciders ?? []).flatMap((decider) => (decider.kind === 'policy' ? [formatDecider(decider)] : []));

/** What could not be judged once, or is not judged any more, shows no change of the cluster. */
const judged: readonly CellResult['status'][] = ['conforms', 'leak', 'overblock'];

const enforcementDrift = ({ before, after }: Pair): EnforcementDrift[] => {
  const isSame = before.policy !== undefined && saying(before) === saying(after) && before.intent?.verdict === after.intent?.verdict;
  if (!isSame || before.status === after.status || !judged.includes(before.status) || !judged.includes(after.status)) return [];
  return [{ cell: after.cell.id, before: before.status, after: after.status }];
};
