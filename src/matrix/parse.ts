/** A matrix file's text becomes a matrix whose every answer knows where it was written; or all errors at once. */
import type { z } from 'zod';
import { NetproofError } from '../errors.ts';
import type { Origin } from '../model/verdict.ts';
import { formatMistake, formatOrigin } from '../yaml/document.ts';
import type { Mistake, YamlDocument } from '../yaml/document.ts';
import { explain } from '../yaml/explain.ts';
import { parseYaml } from './document.ts';
import { matrixSchema } from './schema.ts';
import type { Expectation, Matrix } from './schema.ts';
import { targetKinds } from './targets.ts';

/** The answer for one source and target, and where it stands. */
export interface Answer {
  readonly source: string;
  readonly target: string;
  readonly expectation: Expectation;
  readonly origin: Origin;
  /** No person expects it: it is what policy says. */
  readonly derived?: true;
}

export interface LoadedMatrix {
  readonly matrix: Matrix;
  readonly file: string;
  readonly answers: readonly Answer[];
  readonly originOf: YamlDocument['originOf'];
  /** What a reader of the report must know of how it came about, in sentences. */
  readonly remarks?: readonly string[];
}

/** @throws NetproofError ERR_USAGE naming file, line and column of every mistake */
export const parseMatrix = (text: string, file: string): LoadedMatrix => {
  const document = parseYaml(text, file);
  const kindErrors = checkTargetKinds(document);
  const parsed = matrixSchema.safeParse(document.value);
  if (kindErrors.length > 0 || !parsed.success) {
    // A union's own message ("no option matched") says nothing; the kind check has said it better.
    const others = parsed.success ? [] : parsed.error.issues.filter((issue) => !isAboutTargets(issue));
    const told = [...others.flatMap((issue) => explain(issue, document)), ...kindErrors];
    throw new NetproofError('ERR_USAGE', told.map((mistake) => formatMistake(file, mistake)).join('\n'));
  }
  const { answers, errors } = collectAnswers(parsed.data, document);
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', errors.join('\n'));
  return { matrix: parsed.data, file, answers, originOf: document.originOf };
};

const isAboutTargets = (issue: z.core.$ZodIssue): boolean => issue.path[0] === 'targets' && issue.path.length > 1 && issue.code !== 'invalid_key';

/** Which kind a target is depends on which of these keys it has; only then can a message be exact. */
const checkTargetKinds = (document: YamlDocument): Mistake[] => {
  const targets = (document.value as { targets?: unknown } | null)?.targets;
  if (targets === null || typeof targets !== 'object') return [];
  return Object.entries(targets).flatMap(([name, target]): Mistake[] => {
    const path = ['targets', name];
    const kinds = Object.keys(targetKinds) as (keyof typeof targetKinds)[];
    const present = target !== null && typeof target === 'object' ? kinds.filter((kind) => kind in target) : [];
    const [kind] = present;
    if (kind === undefined || present.length > 1) {
      return [{ origin: document.originOf(path), message: `${path.join('.')}: must have exactly one of ${kinds.join(', ')}` }];
    }
    const parsed = targetKinds[kind].safeParse(target);
    if (parsed.success) return [];
    return parsed.error.issues.flatMap((issue) => explain({ ...issue, path: [...path, ...issue.path] }, document));
  });
};

/** Spreads each row's `*` over the targets that it does not name. A hole, or a name nobody declared, is an error. */
const collectAnswers = (matrix: Matrix, document: YamlDocument): { answers: Answer[]; errors: string[] } => {
  const errors: string[] = [];
  const answers: Answer[] = [];
  const fail = (origin: Origin, message: string): void => void errors.push(`${formatOrigin(origin)}: ${message}`);
  const targets = Object.keys(matrix.targets);
  for (const source of Object.keys(matrix.sources)) {
    const row = Object.hasOwn(matrix.expect, source) ? matrix.expect[source] : undefined;
    if (row === undefined) {
      fail(document.originOf(['sources', source]), `source "${source}" has no row in expect`);
      continue;
    }
    for (const target of targets) {
      const column = Object.hasOwn(row, target) ? target : '*';
      const expectation = row[column];
      if (expectation === undefined) {
        fail(document.originOf(['expect', source]), `expect.${source} has no answer for target "${target}", and no "*"`);
      } else {
        answers.push({ source, target, expectation, origin: document.originOfKey(['expect', source], column) });
      }
    }
  }
  for (const [source, row] of Object.entries(matrix.expect)) {
    if (!Object.hasOwn(matrix.sources, source)) fail(document.originOfKey(['expect'], source), `expect names source "${source}", which sources does not declare`);
    for (const target of Object.keys(row)) {
      if (target !== '*' && !Object.hasOwn(matrix.targets, target)) {
        fail(document.originOfKey(['expect', source], target), `expect.${source} names target "${target}", which targets does not declare`);
      }
    }
  }
  if (Object.keys(matrix.sources).length === 0) fail(document.originOf(['sources']), 'sources: is empty: nothing would be probed');
  if (targets.length === 0) fail(document.originOf(['targets']), 'targets: is empty: nothing would be probed');
  return { answers, errors };
};
