import { expect } from 'chai';
import { check } from '../../../src/check/check.ts';
import { checkJson, checkTable } from '../../../src/report/check.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { aMatrix } from '../../support/matrix.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aLiveWorld } from '../../support/live-world.ts';

const sources = { web: { namespace: 'shop', labels: { app: 'web' } }, api: { namespace: 'gone', labels: { app: 'api' } } };
const targets = { db: { standIn: { namespace: 'data', labels: { app: 'db' } }, port: 5432 }, host: { host: 'example.com', port: 443 }, other: { host: 'example.org', port: 443 }, apiserver: { wellKnown: 'apiserver' } };
const reportOn = (parts: MatrixParts = {}) => check(aMatrix({ sources, targets, expect: { web: { db: 'deny', '*': 'allow' }, api: { '*': 'allow', other: { skip: 'no' } } }, ...parts }), aLiveWorld());
const table = (colour: boolean, parts?: MatrixParts): string => checkTable(reportOn(parts), { paint: createPaint(colour) });

describe('checkTable()', () => {
  it('tells what differs and where it was written, what is not known and why, what was taken for granted, and the sums', () => {
    expect(table(false).replaceAll(/:1:\d+:/g, ':LINE:COLUMN:').split('\n')).to.deep.equal([
      'Findings',
      '  policy-mismatch  matrix.yaml:LINE:COLUMN: web -> db TCP/5432: you expect deny, but no policy restricts it (no policy selects the source for egress, nor the target for ingress: a default deny in shop or data would close it)',
      '',
      'Undefined, or not known',
      '  a host name may be any address',
      '    host, from web, api',
      '    other, from web',
      '  the addresses of the API server are not known',
      '    apiserver, from web, api',
      '',
      '  note: there is no namespace gone: it is taken for one without labels but its name',
      '',
      'The policies do not say what the matrix says: 1 of 2 cells differ; of 5 more it is undefined, or not known.',
      '7 cells: 1 agree, 1 policy mismatches, 5 undefined, 1 answers skipped',
      '',
    ]);
  });

  it('has nothing but the headline and the sums where all is well', () => {
    expect(table(false, { sources: { web: sources.web }, targets: { db: targets.db }, expect: { web: { db: 'allow' } } })).to.equal('The policies say what the matrix says: 1 of 1 cells agree.\n1 cells: 1 agree, 0 policy mismatches, 0 undefined, 0 answers skipped\n');
  });

  it('is coloured where it is wanted', () => {
    expect(table(true)).to.include('\u001b[31mpolicy-mismatch\u001b[39m');
    expect(table(false)).not.to.include('\u001b');
  });
});

describe('checkJson()', () => {
  it('is the whole report', () => expect(JSON.parse(checkJson(reportOn()))).to.deep.equal(JSON.parse(JSON.stringify(reportOn()))));
});
