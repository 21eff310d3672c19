import { expect } from 'chai';
import { groupFindings } from '../../../src/report/findings.ts';
import { gridOf } from '../../../src/report/matrix-grid.ts';
import type { CellResult } from '../../../src/model/report.ts';
import { mixed, reportOf } from './reports.ts';

const open = [['echo', 0, 4000]] as const;

describe('groupFindings()', () => {
  it('puts together what has kind, source and target in common, in the order of the findings', () => {
    const report = reportOf({
      cells: [
        { source: 'a', target: 'x', port: 1, seen: open },
        { source: 'a', target: 'x', port: 2, seen: open },
        { source: 'a', target: 'x', port: 3, seen: [] },
        { source: 'b', target: 'x', seen: open },
        { source: 'a', target: 'y', seen: open },
      ],
    });
    expect(groupFindings(report).map(({ kind, source, target, findings }) => [kind, source, target, findings.length])).to.deep.equal([
      ['leak', 'a', 'x', 2],
      ['leak', 'b', 'x', 1],
      ['leak', 'a', 'y', 1],
      ['inconclusive', 'a', 'x', 1],
    ]);
  });

  it('loses no finding', () => {
    const report = mixed();
    expect(groupFindings(report).flatMap(({ findings }) => findings)).to.have.deep.members([...report.findings]);
  });

  it('keeps names apart that read alike when joined', () => {
    const report = reportOf({ cells: [{ source: 'a:b', target: 'c', seen: open }, { source: 'a', target: 'b:c', seen: open }] });
    expect(groupFindings(report)).to.have.length(2);
  });
});

describe('gridOf()', () => {
  const statuses: readonly CellResult['status'][] = ['leak', 'overblock', 'inconclusive', 'vacuous', 'conforms'];
  const report = reportOf({ cells: statuses.map((_, index) => ({ port: index + 1 })) });

  statuses.forEach((worst, index) => {
    it(`shows ${worst} before all that is less bad`, () => {
      const cells = report.cells.slice(index).map((cell, offset) => ({ ...cell, status: statuses[index + offset] ?? 'conforms' }));
      expect(gridOf({ ...report, cells: cells.toReversed() })('web', 'redis').status).to.equal(worst);
    });
  });

  it('knows what was skipped from what nobody asked for', () => {
    expect([gridOf(mixed())('web', 'mesh').status, gridOf(mixed())('web', 'nothing').status]).to.deep.equal(['skipped', 'none']);
  });

  it('tells what was wanted, and of which cells it speaks', () => {
    const { verdict, cells } = gridOf(mixed())('web', 'db');
    expect([verdict, cells.map(({ cell }) => cell.target)]).to.deep.equal(['allow', ['db']]);
  });
});
