/**
 * Puts random policies in force on Calico, ten sets at a time, and compares every connection with what the engine says.
 * Goes on where an earlier call stopped; prints one table. One seed alone is played without being counted.
 *
 *     npm run verify:random-policies -- [--sets 300] [--lanes 10] [--seed 17]
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { timedLines } from '../cluster/shell/progress.ts';
import { hashFile, keyOf } from '../cluster/shell/hash.ts';
import { judge } from '../e2e/random-policies/judge.ts';
import type { Judged, Judgement } from '../e2e/random-policies/judge.ts';
import { createLanes } from '../e2e/random-policies/lanes.ts';
import { tellDisagreements } from '../e2e/random-policies/tell.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { tableHead, tableRow } from './distribution.ts';
import { openSamples } from './samples.ts';

const root = join(import.meta.dirname, '../..');
/** What was judged with another engine, other policies or on other pods does not count. */
const judged = ['src/policy/*.ts', 'test/support/random-policies/{arbitraries,blocks,manifest,vocabulary}.ts', 'test/e2e/random-policies/*.ts'];
const build = keyOf(await Promise.all(globSync(judged, { cwd: root }).toSorted().map((file) => hashFile(join(root, file)))));

const { values } = parseArgs({ options: { sets: { type: 'string', default: '300' }, lanes: { type: 'string', default: '10' }, seed: { type: 'string' } } });
const progress = timedLines((line) => process.stderr.write(line));
const store = openSamples('random-policies', build);

const count = ({ connections }: Judgement, counts: (connection: Judged) => boolean): number => connections.filter(counts).length;

const figures: Readonly<Record<string, (judgement: Judgement) => number>> = {
  policies: ({ policies }) => policies.length,
  connections: (judgement) => count(judgement, ({ standing }) => standing === 'scored'),
  'of these denied': (judgement) => count(judgement, ({ standing, verdict }) => standing === 'scored' && verdict === 'deny'),
  disagreements: ({ disagreements }) => disagreements.length,
  'connections on which the specification has no answer': (judgement) => count(judgement, ({ standing }) => standing === 'undefined'),
  'of these otherwise than the engine’s verdict': (judgement) => count(judgement, ({ standing, agrees }) => standing === 'undefined' && !agrees),
  'connections of a pod to itself': (judgement) => count(judgement, ({ standing }) => standing === 'self'),
  'of these closed': (judgement) => count(judgement, ({ standing, agrees }) => standing === 'self' && !agrees),
};

const keep = (judgement: Judgement): void => {
  for (const [series, of] of Object.entries(figures)) store.add(series, [of(judgement)]);
  store.add(judgement.disagreements.length > 0 ? 'seeds that disagree' : 'seeds that agree', [judgement.seed]);
};

const isDisagreement = ({ disagreements }: Judgement): boolean => disagreements.length > 0;

/** As many sets at a time as there are lanes. */
const play = async (seeds: readonly number[], laneCount: number, take: (judgements: readonly Judgement[], tookMs: number) => void): Promise<void> => {
  const stage = await bootStage('calico', 'verify-random', { workloads: false, progress });
  try {
    const lanes = await createLanes(stage, 'random', laneCount);
    for (let from = 0; from < seeds.length; from += laneCount) {
      const now = seeds.slice(from, from + laneCount);
      const begun = performance.now();
      const judgements = await judge(stage, lanes, now);
      take(judgements, performance.now() - begun);
      progress(`seeds ${now[0]} to ${now.at(-1)}: ${judgements.filter(isDisagreement).length} disagree`);
    }
  } finally {
    await endStage(stage);
  }
};

const replay = (seed: number): Promise<void> =>
  play([seed], 1, (judgements) => {
    for (const judgement of judgements) process.stdout.write(`${tellDisagreements(judgement)}\n`);
    process.exitCode = judgements.some(isDisagreement) ? 1 : 0;
  });

const verify = async (sets: number, laneCount: number): Promise<void> => {
  const known = (): number[] => [...store.of('seeds that agree'), ...store.of('seeds that disagree')];
  const done = new Set(known());
  const seeds = Array.from({ length: sets }, (_, index) => index + 1).filter((seed) => !done.has(seed));
  const rounds = `a round of ${laneCount} sets`;
  if (seeds.length > 0) {
    await play(seeds, laneCount, (judgements, tookMs) => {
      judgements.forEach(keep);
      if (judgements.length === laneCount) store.add(rounds, [tookMs]);
      for (const judgement of judgements.filter(isDisagreement)) process.stdout.write(`${tellDisagreements(judgement)}\n`);
    });
  }
  process.stdout.write(`| what | in all |\n|---|---|\n| sets | ${known().length} |\n`);
  for (const series of Object.keys(figures)) process.stdout.write(`| ${series} | ${store.of(series).reduce((sum, value) => sum + value, 0)} |\n`);
  process.stdout.write(`\n${tableHead}\n${tableRow(rounds, 'ms', store.of(rounds))}\n`);
  const disagreeing = store.of('seeds that disagree');
  if (disagreeing.length > 0) process.stdout.write(`\nseeds that disagree: ${disagreeing.join(', ')}\n`);
  process.exitCode = disagreeing.length > 0 ? 1 : 0;
};

await (values.seed === undefined ? verify(Number(values.sets), Number(values.lanes)) : replay(Number(values.seed)));
