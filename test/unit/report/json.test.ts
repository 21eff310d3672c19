import { expect } from 'chai';
import { renderJson } from '../../../src/report/json.ts';
import { formats } from '../../../src/report/formats/names.ts';
import { renderers } from '../../../src/report/render.ts';
import type { RunReport } from '../../../src/model/report.ts';
import { hostile, mixed, reportOf, steering } from './reports.ts';

const parse = (report: RunReport): RunReport => JSON.parse(renderJson(report)) as RunReport;

describe('renderJson()', () => {
  it('gives the whole report, and a line end', () => {
    expect(parse(mixed())).to.deep.equal(mixed());
    expect(renderJson(mixed())).to.match(/\}\n$/);
  });

  it('keeps its keys and their order', () => {
    expect(Object.keys(parse(mixed()))).to.deep.equal([
      'version',
      'netproof',
      'server',
      'run',
      'matrix',
      'startedAt',
      'strict',
      'headline',
      'exitCode',
      'counts',
      'sources',
      'targets',
      'cells',
      'findings',
      'skips',
      'remarks',
      'leftovers',
      'phases',
      'pods',
      'apiCalls',
    ]);
    expect(Object.keys(parse(mixed()).counts)).to.deep.equal(['cells', 'conforms', 'leak', 'overblock', 'inconclusive', 'vacuous', 'policyMismatch', 'startupExposure', 'skipped']);
  });

  it('keeps the keys of a cell, of its observation and of a finding', () => {
    const { cells, findings } = parse(reportOf({ cells: [{ seen: [['echo', 0, 500], ['timed-out', 500, 4000]] }, { target: 'db', liveness: 'readiness', seen: [['echo', 0, 4000]] }] }));
    const [held] = cells;
    expect(Object.keys(held ?? {})).to.deep.equal(['cell', 'intent', 'reality', 'status', 'evidence', 'ends']);
    expect(Object.keys(held?.cell ?? {})).to.deep.equal(['id', 'source', 'target', 'transport', 'port', 'path', 'family', 'origin']);
    expect(Object.keys(held?.reality ?? {})).to.deep.equal(['cell', 'destinations']);
    expect(Object.keys(held?.reality?.destinations[0] ?? {})).to.deep.equal(['label', 'address', 'tally', 'state', 'evidence', 'held', 'exposure']);
    expect(findings.map((finding) => Object.keys(finding))).to.deep.equal([
      ['kind', 'cell', 'message', 'reproduce'],
      ['kind', 'cell', 'message'],
    ]);
  });

  it('is readable on a terminal without steering it, and says the same', () => {
    expect(renderJson(hostile())).to.not.match(steering);
    expect(parse(hostile())).to.deep.equal(hostile());
  });
});

describe('renderers', () => {
  it('are known by their names on the command line', () => expect(Object.keys(renderers)).to.deep.equal(formats));
});
