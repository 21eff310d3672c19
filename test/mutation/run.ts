/**
 * Makes the enforcer wrong in every way that there is, and sees who finds out. Goes on where an earlier call stopped;
 * prints the score, and writes it into docs/detection.md once everything was played.
 *
 *     npm run mutation -- [--only FM-EXCEPT] [--up-to canary] [--cluster mutation] [--again]
 *     npm run mutation -- --table       plays nothing: the score of whatever commits played each mutant last, to its end
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCases } from '../../src/cli/case-files.ts';
import { cacheDir } from '../cluster/cache/cache.ts';
import { attach } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { run } from '../cluster/shell/run.ts';
import { bundle, createNetproof } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { codeKey, withCases } from './build.ts';
import { catalogue } from './catalogue.ts';
import { attemptsPath, documentPath, withScore } from './document.ts';
import type { Mutant } from './mutant.ts';
import { nextStep, withRightOnes } from './plan.ts';
import type { Step } from './plan.ts';
import { play, setFault } from './play.ts';
import { openResults } from './results.ts';
import { casesOn, ladderOf, rungs } from './rung.ts';
import type { Rung } from './rung.ts';
import { renderScore } from './table.ts';
import { judge, judgeNewest } from './verdict.ts';
import type { Judged } from './verdict.ts';

/** So that addresses are soon given again. */
const podPrefix = 27;

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, 'up-to': { type: 'string' }, cluster: { type: 'string', default: 'mutation' }, again: { type: 'boolean', default: false }, table: { type: 'boolean', default: false } } });
const highest = rungs.find((rung) => rung === values['up-to']);
if (values['up-to'] !== undefined && highest === undefined) throw new Error(`Unknown rung "${values['up-to']}": one of ${rungs.join(', ')}`);
const wanted = catalogue.filter(({ key }) => key.includes(values.only));
if (wanted.length === 0) throw new Error(`No mutant is called "${values.only}"`);
const mutants = withRightOnes(wanted);
const cases = readCases();

const progress = timedLines((line) => process.stderr.write(line));
const commit = (await run(['git', '-C', root, 'rev-parse', '--short', 'HEAD'])).trim();
const known = new Map([...mutants, ...withRightOnes(catalogue)].map((mutant) => [mutant.key, mutant]));
const code = await codeKey(root);
const builds = new Map<string, string>();
const buildOf = (key: string, rung: Rung): string => {
  const build = builds.get(`${rung} ${key}`) ?? withCases(code, casesOn(rung, known.get(key) ?? { fate: 'never' }, cases));
  builds.set(`${rung} ${key}`, build);
  return build;
};
const results = openResults(attemptsPath, buildOf, commit);
if (values.again) results.forget(new Set(mutants.map(({ key }) => key)));

/** A false alarm is the worst that can be found here: whoever looks for its cause needs all of it. */
const keepFalseAlarm = ({ mutant: { key }, rung }: Step, report: string): void => {
  const file = join(cacheDir(), 'verify', `false-alarm-${key.replaceAll(/[^\w-]+/g, '-')}-${rung}-${Date.now()}.json`);
  writeFileSync(file, report);
  progress(`a false alarm: ${file}`);
};

/** What gave no answer is asked again by the next call, not by this one. */
const sweep = async (stage: Stage, open: Mutant[]): Promise<void> => {
  const next = (): Step | undefined => nextStep(open, results.all(), cases, highest);
  for (let step = next(); step !== undefined; step = next()) {
    const { mutant, rung } = step;
    try {
      const { attempt, report } = await play(stage, step, cases);
      results.add(attempt);
      if (mutant.fate === 'never' && attempt.verdict === 'accused') keepFalseAlarm(step, report);
      progress(`${mutant.key}, ${rung}: ${attempt.verdict} in ${attempt.seconds.toFixed(1)} s (exit ${attempt.code}): ${attempt.said}`);
    } catch (error) {
      open.splice(open.indexOf(mutant), 1);
      progress(`${mutant.key}, ${rung}: BROKEN: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 3;
    }
  }
};

const stands = async (name: string): Promise<boolean> => attach(name).then(() => true, () => false);

if (!values.table && nextStep(mutants, results.all(), cases, highest) !== undefined) {
  const wasThere = await stands(values.cluster);
  const booted = await bootStage('faulty', values.cluster, { nodes: 2, workloads: false, podPrefix, progress });
  const stage = { ...booted, netproof: createNetproof(booted.cluster.kubeconfig, bundle) };
  try {
    // A cluster that was kept may hold what an earlier run left behind.
    await stage.netproof(['cleanup']);
    await sweep(stage, [...mutants]);
  } finally {
    if (wasThere) await setFault(stage.cluster, undefined);
    else await endStage(stage);
  }
}

const attempts = values.table ? results.ever() : results.all();
const judged = (given: readonly Mutant[]): Judged[] => given.map((mutant) => (values.table ? judgeNewest : judge)(mutant, attempts, ladderOf(mutant, cases)));
const commits = [...new Set(attempts.map((attempt) => attempt.commit))];
process.stdout.write(`${renderScore(judged(mutants), commits)}\n`);
const whole = judged(withRightOnes(catalogue));
const unfinished = whole.filter(({ outcome }) => outcome === 'unfinished').length;
if (unfinished === 0) {
  writeFileSync(documentPath, withScore(readFileSync(documentPath, 'utf8'), whole, commits));
  if (!values.table) results.forgetOthers();
} else {
  process.stderr.write(`docs/detection.md stays as it is: ${unfinished} of ${whole.length} were not played to their end${values.table ? '' : ' with this build'}\n`);
}
