/** Intent against policy. No packet is needed to know that the two disagree. */
import { mismatches, wayOf } from '../compare/by-policy.ts';
import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import type { Finding } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { familiesOf } from '../plan/families.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import { otherDecider } from '../policy/others.ts';
import { placedBeside } from '../policy/own-node.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import { leftOpen, verdictOn } from '../policy/verdict.ts';
import { endsByFamily } from '../world/by-family.ts';
import type { End } from '../world/end.ts';
import type { World } from '../world/world.ts';
import { assumptions } from './assumptions.ts';
import { byFamilies, overFamilies } from './over-families.ts';
import type { OverFamilies } from './over-families.ts';

/** One answer of the matrix, by one protocol and port. */
export interface CheckedCell extends OverFamilies {
  readonly cell: { readonly id: string; readonly source: string; readonly target: string; readonly transport: string; readonly port: number };
  readonly intent: Verdict;
}

export interface CheckReport {
  readonly version: 1;
  readonly matrix: string;
  /** One sentence that says how it came out. */
  readonly headline: string;
  readonly cells: readonly CheckedCell[];
  readonly findings: readonly Finding[];
  readonly counts: { readonly cells: number; readonly agree: number; readonly mismatches: number; readonly undefined: number; readonly skipped: number };
  /** What was taken for granted. */
  readonly remarks: readonly string[];
  /** 0 policies say what is expected · 1 some do not · 3 nothing could be told. */
  readonly exitCode: 0 | 1 | 3;
}

export const check = ({ matrix, answers }: LoadedMatrix, world: World): CheckReport => {
  const index = indexPolicies(world);
  const asked = answers.filter(({ expectation }) => typeof expectation === 'string');
  const cells = asked.flatMap((answer) => checkAnswer(answer, matrix, world, index));
  const findings = cells.flatMap((cell) => mismatches(cell, undefined).map((finding) => ({ ...finding, message: `${byFamilies(cell)}${finding.message}` })));
  const open = cells.filter(({ policy }) => policy.basis === 'undefined').length;
  const counts = { cells: cells.length, agree: cells.length - findings.length - open, mismatches: findings.length, undefined: open, skipped: answers.length - asked.length };
  const exitCode = findings.length > 0 ? 1 : counts.agree > 0 ? 0 : 3;
  return { version: 1, matrix: matrix.metadata.name, headline: headlineOf(counts), cells, findings, counts, remarks: assumptions(matrix, world), exitCode };
};

const headlineOf = ({ agree, mismatches: differ, undefined: open }: CheckReport['counts']): string => {
  const told = agree + differ;
  if (told === 0) return 'Nothing could be told: what the policies say of these cells is undefined, or not known.';
  const rest = open === 0 ? '' : `; of ${open} more it is undefined, or not known`;
  return differ === 0 ? `The policies say what the matrix says: ${agree} of ${told} cells agree${rest}.` : `The policies do not say what the matrix says: ${differ} of ${told} cells differ${rest}.`;
};

const checkAnswer = (answer: Answer, { sources, targets, ipFamilies }: LoadedMatrix['matrix'], world: World, index: PolicyIndex): CheckedCell[] => {
  const [source, target] = [sources[answer.source], targets[answer.target]];
  if (source === undefined || target === undefined || typeof answer.expectation !== 'string') return [];
  const intent: Verdict = { verdict: answer.expectation, basis: 'specified', deciders: [{ kind: 'intent', origin: answer.origin }] };
  const from: PodEndpoint = { kind: 'pod', ...source, ports: [], ips: [], hostNetwork: false };
  const found = endsByFamily(target, world, familiesOf(ipFamilies, world));
  if ('unknown' in found) return [{ cell: cellOf(answer, '?', 0), intent, policy: leftOpen(found.unknown) }];
  return [...Map.groupBy(found.ends, ({ protocol, through, port }) => `${protocol}/${through?.port ?? port}`).values()].map((ends) => {
    const [{ protocol, port, through } = { protocol: '?', port: 0, through: undefined }] = ends;
    const verdicts = [...Map.groupBy(ends, ({ family }) => family)].map(([family, some]) => ({ family, policy: policyOf(some, from, intent.verdict, world, index) }));
    return { cell: cellOf(answer, protocol, through?.port ?? port), intent, ...overFamilies(verdicts, intent) };
  });
};

const policyOf = (ends: readonly End[], source: PodEndpoint, expected: Verdict['verdict'], { otherPolicies }: World, index: PolicyIndex): Verdict => {
  const others = otherDecider(otherPolicies, [source.namespace, ...ends.flatMap(({ target }) => (target.kind === 'pod' ? [target.namespace] : []))]);
  if (others !== undefined) return leftOpen(others);
  return verdictOn(ends.map((end) => ({ ...end, source: placedBeside(source, end.target) })), index, expected);
};

const cellOf = ({ source, target }: Answer, transport: string, port: number): CheckedCell['cell'] => {
  const parts = { source, target, transport, port };
  return { id: wayOf(parts), ...parts };
};
