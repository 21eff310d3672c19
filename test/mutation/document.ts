import { join } from 'node:path';
import { renderScore } from './table.ts';
import type { Judged } from './verdict.ts';

export const documentPath = join(import.meta.dirname, '../../docs/detection.md');
/** The attempts behind it, one a line: whoever doubts the score can look, and a sweep goes on from them on any machine. */
export const attemptsPath = join(import.meta.dirname, '../../docs/detection.jsonl');
const begin = '<!-- the score, from npm run mutation -->';

/** The document with the score: everything after the mark is made from the results. */
export const withScore = (document: string, all: readonly Judged[], commits: readonly string[]): string => `${document.split(begin)[0] ?? ''}${begin}\n\n${renderScore(all, commits)}\n`;
