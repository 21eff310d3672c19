/** All cases that there are. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceCase } from '../../../../src/conformance/case/case.ts';
import { readCase } from '../../../../src/conformance/case/read.ts';
import { formatMistake } from '../../../../src/yaml/document.ts';

const folder = join(import.meta.dirname, '../../../../src/conformance/cases');

const caseIn = (file: string): ConformanceCase => {
  const reading = readCase(readFileSync(join(folder, file), 'utf8'), file.replace(/\.yaml$/, ''), file);
  if ('value' in reading) return reading.value;
  throw new Error(reading.mistakes.map((mistake) => formatMistake(file, mistake)).join('\n'));
};

export const cases: readonly ConformanceCase[] = globSync('*/*.yaml', { cwd: folder }).toSorted().map(caseIn);
