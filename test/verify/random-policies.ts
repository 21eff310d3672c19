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
import type { Judgement } from '../e2e/random-policies/judge.ts';
import { createLanes } from '../e2e/random-policies/lanes.ts';
import { tellDisagreements } from '../e2e/random-policies/tell.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { tableHead, tableRow } from './distribution.ts';
import { openSamples } from './samples.ts';

const root = join(import.meta.dirname, '../..');
/** What was judged with another engine, or on other pods, does not count. */
const build = keyOf(await Promise.all(globSync(['src/policy/*.ts', 'test/support/random-policies/*.ts', 'test/e2e/random-policies/*.ts'], { cwd: root }).toSorted().map((file) => hashFile(join(root, file)))));

const { values } = parseArgs({ options: { sets: { type: 'string', default: '300' }, lanes: { type: 'string', default: '10' }, seed: { type: 'string' } } });
const progress = timedLines((line) => process.stderr.write(line));
const store = openSamples('random-policies', build);

const figures: Readonly<Record<string, (judgement: Judgement) => number>> = {
  policies: ({ policies }) => policies.length,
  connections: ({ scored }) => scored,
  'of these denied': ({ denied }) => denied,
  'connections without an answer in the specification': ({ open }) => open,
  'of these as the engine guessed': ({ guessed }) => guessed,
  disagreements: ({ disagreements }) => disagreements.length,
};

const keep = (judgement: Judgement): void => {
  for (const [series, of] of Object.entries(figures)) store.add(series, [of(judgement)]);
  store.add(judgement.disagreements.length > 0 ? 'seeds that disagree' : 'seeds that agree', [judgement.seed]);
};

const known = (): number[] => [...store.of('seeds that agree'), ...store.of('seeds that disagree')];

/** Plays sets until all are known, and tells of each that disagrees. */
const play = async (seeds: readonly number[], laneCount: number, tell: (judgement: Judgement) => void): Promise<void> => {
  const stage = await bootStage('calico', 'verify-random', { workloads: false, progress });
  try {
    const lanes = await createLanes(stage, 'random', laneCount);
    for (let from = 0; from < seeds.length; from += laneCount) {
      const now = seeds.slice(from, from + laneCount);
      const begun = performance.now();
      const judgements = await judge(stage, lanes, now);
      if (now.length === laneCount) store.add(`a round of ${laneCount} sets`, [performance.now() - begun]);
      judgements.forEach(tell);
      progress(`seeds ${now[0]} to ${now.at(-1)}: ${judgements.filter(({ disagreements }) => disagreements.length > 0).length} disagree`);
    }
  } finally {
    await endStage(stage);
  }
};

if (values.seed !== undefined) {
  await play([Number(values.seed)], 1, (judgement) => {
    process.stdout.write(`${tellDisagreements(judgement)}\n`);
    process.exitCode = judgement.disagreements.length > 0 ? 1 : 0;
  });
} else {
  const done = new Set(known());
  const seeds = Array.from({ length: Number(values.sets) }, (_, index) => index + 1).filter((seed) => !done.has(seed));
  if (seeds.length > 0) {
    await play(seeds, Number(values.lanes), (judgement) => {
      keep(judgement);
      if (judgement.disagreements.length > 0) process.stdout.write(`${tellDisagreements(judgement)}\n`);
    });
  }
  const disagreeing = store.of('seeds that disagree');
  process.stdout.write(`| what | in all |\n|---|---|\n| sets | ${known().length} |\n`);
  for (const series of Object.keys(figures)) process.stdout.write(`| ${series} | ${store.of(series).reduce((sum, value) => sum + value, 0)} |\n`);
  const rounds = `a round of ${values.lanes} sets`;
  process.stdout.write(`\n${tableHead}\n${tableRow(rounds, 'ms', store.of(rounds))}\n`);
  if (disagreeing.length > 0) process.stdout.write(`\nseeds that disagree: ${disagreeing.join(', ')}\n`);
  process.exitCode = disagreeing.length > 0 ? 1 : 0;
}
