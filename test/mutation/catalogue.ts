/** Every mutant that there is, in the order of the faults' table. */
import { innocentMutants } from './catalogue/innocent.ts';
import { intermittentMutants } from './catalogue/intermittent.ts';
import { memoryMutants } from './catalogue/memory.ts';
import { readingMutants } from './catalogue/reading.ts';
import { selectorMutants } from './catalogue/selectors.ts';
import { startupMutants } from './catalogue/startup.ts';
import { unenforcedMutants } from './catalogue/unenforced.ts';
import type { Mutant } from './mutant.ts';

export const catalogue: readonly Mutant[] = [...unenforcedMutants, ...startupMutants, ...memoryMutants, ...intermittentMutants, ...readingMutants, ...selectorMutants, ...innocentMutants];
