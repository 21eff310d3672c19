import { expect } from 'chai';
import type { CellResult, RunReport } from '../../../src/model/report.ts';
import { formats } from '../../../src/report/formats/names.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderers } from '../../../src/report/render.ts';
import { mixed } from './reports.ts';

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** @param asked is told each time that somebody asks a cell which one it is */
const square = (side: number, asked: () => void): RunReport => {
  const report = mixed();
  const [first] = report.cells;
  if (first === undefined) throw new Error('there is no cell');
  const [sources, targets] = [names('s', side), names('t', side)];
  const cells = sources.flatMap((source) =>
    targets.map((target): CellResult => {
      const cell = { ...first.cell, id: `${source} -> ${target}`, source, target };
      return Object.defineProperty({ ...first }, 'cell', { enumerable: true, get: () => (asked(), cell) });
    }),
  );
  return { ...report, sources, targets, cells, findings: cells.map(({ cell }) => ({ kind: 'leak', cell: cell.id, message: 'open' })) };
};

describe('renderers', () => {
  const side = 20;
  for (const format of formats) {
    it(`go through the cells some times, not once for each cell: ${format}`, () => {
      let count = 0;
      const report = square(side, () => (count += 1));
      count = 0;
      renderers[format](report, { paint: createPaint(false) });
      expect(count).to.be.within(1, 20 * side * side);
    });
  }
});
