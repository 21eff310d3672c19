/** Writes the table of faults into README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFaultTable } from './faults/document.ts';

const path = join(import.meta.dirname, 'README.md');
writeFileSync(path, withFaultTable(readFileSync(path, 'utf8')));
