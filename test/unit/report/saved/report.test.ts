import { expect } from 'chai';
import type { RunReport } from '../../../../src/model/report.ts';
import { parseReport } from '../../../../src/report/saved/report.ts';
import { renderJson } from '../../../../src/report/json.ts';
import { canaryRecording } from '../../../support/canary-world.ts';
import { compare } from '../../../../src/compare/compare.ts';
import { reports } from '../formats/reports.ts';

describe('parseReport()', () => {
  for (const [name, report] of Object.entries({ ...reports, 'a real canary': () => compare(canaryRecording(), { strict: true }) })) {
    it(`reads back everything that was written: ${name}`, () => expect(parseReport(renderJson(report()), 'r.json')).to.deep.equal(JSON.parse(renderJson(report()))));
  }

  it('reads what an earlier version wrote, which knew neither ends nor answers', () => {
    const report = JSON.parse(renderJson(reports['mixed']!())) as RunReport;
    const cells = report.cells.map(({ reality, ...cell }) => ({ ...cell, ends: undefined, ...(reality && { reality: { ...reality, destinations: reality.destinations.map((seen) => ({ ...seen, tally: { ...seen.tally, answers: undefined } })) } }) }));
    const earlier = JSON.parse(JSON.stringify({ ...report, cells })) as RunReport;
    expect(earlier).to.not.deep.equal(report);
    expect(parseReport(JSON.stringify(earlier), 'r.json')).to.deep.equal(earlier);
  });

  for (const [name, text, message] of [
    ['no JSON', 'x', 'Cannot read "r.json": it is not JSON'],
    ['a recording', '{"version": 3}', 'Cannot read "r.json": its version is 3, this netproof reads 1'],
    ['half a report', '{"version": 1}', 'Cannot read "r.json": netproof: '],
  ] as const) {
    it(`refuses ${name}`, () => expect(() => parseReport(text, 'r.json')).to.throw(message));
  }
});
