import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { CellResult, RunReport } from '../../../src/model/report.ts';
import { renderJson } from '../../../src/report/json.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderTable } from '../../../src/report/table.ts';
import { leftOpen, recordingOfWays, saidBy } from '../../support/three-ways.ts';
import type { Opinions } from '../../support/three-ways.ts';

const { allow, deny } = saidBy;
const reportOf = (...opinions: readonly Opinions[]): RunReport => compare(recordingOfWays(opinions), { strict: false });
const drawn = (...opinions: readonly Opinions[]): string => renderTable(reportOf(...opinions), { paint: createPaint(false) });
const cellsIn = (...opinions: readonly Opinions[]): readonly CellResult[] => (JSON.parse(renderJson(reportOf(...opinions))) as RunReport).cells;

describe('renderTable(), three ways', () => {
  it('draws a cell without an intent by what policy says', () => {
    const [, , , row = ''] = drawn({ policy: deny, reality: 'closed' }, { policy: allow, reality: 'open' }, { policy: deny, reality: 'open' }, { policy: allow, reality: 'closed' }).split('\n');
    expect(row.split('│').map((part) => part.trim())).to.deep.equal(['', 'web', 'X', '.', 'LEAK', 'OVER', '']);
  });

  it('tells a mismatch among the findings, and counts it', () => {
    const text = drawn({ intent: 'deny', policy: allow, reality: 'closed' });
    expect(text).to.include('\n  policy-mismatch  web -> t0 TCP/6379: you expect deny, but data/redis ingress rule 2 allows it');
    expect(text).to.match(/1 cells: 1 conform, 0 leaks, .*, 1 policy mismatches\n$/);
    expect(drawn({ intent: 'deny', policy: deny, reality: 'closed' })).to.not.include('mismatch');
  });
});

describe('renderJson(), three ways', () => {
  it('has each opinion under its name, and none where nobody has one', () => {
    expect(cellsIn({ policy: deny, reality: 'closed' }, { intent: 'deny', policy: allow, reality: 'closed' }, { intent: 'deny', reality: 'closed' }).map((cell) => Object.keys(cell))).to.deep.equal([
      ['cell', 'policy', 'reality', 'status', 'evidence', 'ends'],
      ['cell', 'intent', 'policy', 'reality', 'status', 'evidence', 'ends'],
      ['cell', 'intent', 'reality', 'status', 'evidence', 'ends'],
    ]);
  });

  it('has the rules that decided, counted from 0, and the reason where policy leaves it open', () => {
    const [allowed, open] = cellsIn({ policy: allow, reality: 'open' }, { intent: 'deny', policy: leftOpen, reality: 'closed' });
    expect(allowed?.policy).to.deep.equal({ verdict: 'allow', basis: 'specified', deciders: [{ kind: 'policy', namespace: 'data', name: 'redis', direction: 'ingress', rule: 1 }] });
    expect(open?.policy).to.include({ basis: 'undefined', reason: 'whether an ipBlock matches addresses of pods' });
  });
});
