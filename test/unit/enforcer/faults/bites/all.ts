import type { Bite } from './bite.ts';
import { firstAcceptBites } from './first-accept.ts';
import { laneBites } from './lanes.ts';
import { memoryBites } from './memory.ts';
import { readingBites } from './reading.ts';

export const bites: readonly Bite[] = [...laneBites, ...firstAcceptBites, ...readingBites, ...memoryBites];
