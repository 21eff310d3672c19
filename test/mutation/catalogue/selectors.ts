/** Operators of selectors that are misread: in every role, and in each. Too few peers close, too few subjects open. */
import { mutant, opening } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

const outside = 'below the floor: the battery’s world has no end outside of the cluster';

const takingLess = (variant: string): Mutant[] => [
  mutant(`FM-SELECTOR-OP:${variant}`, 'standard', 'both'),
  opening(`FM-SELECTOR-OP:${variant}-subject`, 'standard', `FM-SELECTOR-OP:${variant}-peer`),
  mutant(`FM-SELECTOR-OP:${variant}-peer`, 'standard', 'closes'),
  mutant(`FM-SELECTOR-OP:${variant}-namespace`, 'standard', 'closes'),
];

const takingMore = (variant: string): Mutant[] => [
  mutant(`FM-SELECTOR-OP:${variant}`, 'standard', 'both'),
  mutant(`FM-SELECTOR-OP:${variant}-subject`, 'standard', 'closes'),
  opening(`FM-SELECTOR-OP:${variant}-peer`, 'standard', `FM-SELECTOR-OP:${variant}-subject`),
  opening(`FM-SELECTOR-OP:${variant}-namespace`, 'standard', `FM-SELECTOR-OP:${variant}-subject`),
];

export const selectorMutants: readonly Mutant[] = [
  ...['a', 'c-none', 'c-first', 'd-none'].flatMap(takingLess),
  ...['d-all', 'e'].flatMap(takingMore),
  opening('FM-SELECTOR-OP:b', 'below-floor', 'FM-SELECTOR-OP:a-peer', { why: outside }),
  mutant('FM-SELECTOR-OP:a', 'standard', 'both', { nodes: ['node2'] }),
  mutant('FM-SELECTOR-OP:d-all', 'standard', 'both', { direction: 'egress' }),
];
