/** The mutation score as a document: what was killed by what, what survived and why, and one line of sums. */
import { isKilledInTime } from './verdict.ts';
import type { Judged, Outcome } from './verdict.ts';

export const scoreLine = (all: readonly Judged[]): string => {
  const count = (outcome: Outcome): number => all.filter((judged) => judged.outcome === outcome).length;
  return `killed ${count('killed')} of ${all.filter(({ mutant }) => mutant.fate !== 'never').length}, false alarms ${count('false alarm')}`;
};

/** @param commits that the attempts were made with, for people */
export const renderScore = (all: readonly Judged[], commits: readonly string[]): string => {
  const guilty = all.filter(({ mutant }) => mutant.fate !== 'never');
  const survivors = guilty.filter(({ outcome }) => outcome === 'survived');
  const late = guilty.filter((judged) => judged.outcome === 'killed' && !isKilledInTime(judged));
  const unfinished = all.filter(({ outcome }) => outcome === 'unfinished').length;
  return [
    '## Mutants',
    '',
    `Played with ${commits.length === 1 ? 'commit' : 'commits'} ${commits.join(', ')}.`,
    '',
    '| mutant | must be killed by | killed by | seconds | what was said |',
    '|---|---|---|---|---|',
    ...guilty.map(guiltyRow),
    '',
    ...section('Too seldom for the standard profile', guilty.filter(({ mutant }) => mutant.fate === 'long'), ({ mutant }) => `- \`${mutant.key}\`: ${mutant.why ?? 'not explained'}`),
    ...section('Survivors', survivors, ({ mutant, attempt }) => `- \`${mutant.key}\` (${mutant.fate}): ${mutant.why ?? 'not explained'}. ${sentence(attempt?.said ?? '')}`),
    ...section('Killed later than they must be', late, ({ mutant, attempt }) => `- \`${mutant.key}\`: by ${attempt?.profile}, and must be killed by ${mutant.fate}`),
    '## Innocents',
    '',
    '| enforcer | asked by | outcome | what was said |',
    '|---|---|---|---|',
    ...all.filter(({ mutant }) => mutant.fate === 'never').map(innocentRow),
    '',
    ...(unfinished > 0 ? [`${unfinished} were not played to their end.`, ''] : []),
    scoreLine(all),
  ].join('\n');
};

const guiltyRow = ({ mutant, outcome, attempt }: Judged): string => {
  return row([`\`${mutant.key}\``, mutant.fate, outcome === 'killed' ? (attempt?.profile ?? '') : outcome, seconds(attempt?.seconds), attempt?.said ?? '']);
};

const innocentRow = ({ mutant, outcome, attempt }: Judged): string => row([`\`${mutant.key}\``, attempt?.rung ?? '', outcome, attempt?.said ?? '']);

const section = (title: string, judged: readonly Judged[], line: (judged: Judged) => string): string[] => (judged.length === 0 ? [] : [`## ${title}`, '', ...judged.map(line), '']);

const row = (columns: readonly string[]): string => `| ${columns.map((text) => text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ')).join(' | ')} |`;

const seconds = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(1));

const sentence = (text: string): string => (text === '' || text.endsWith('.') ? text : `${text}.`);
