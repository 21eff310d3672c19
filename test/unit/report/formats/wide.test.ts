import { expect } from 'chai';
import { renderWide } from '../../../../src/report/formats/wide.ts';
import { createPaint } from '../../../../src/report/paint.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { reports } from './reports.ts';

const bare = { paint: createPaint(false) };

describe('renderWide()', () => {
  it('has a line for each cell', () => {
    expect(renderWide(mixed(), bare).split('\n').map((line) => line.split(/ {2,}/))).to.deep.equal([
      ['SOURCE', 'TARGET', 'PORT', 'PATH', 'FAMILY', 'EXPECTED', 'POLICY', 'STATUS', 'EVIDENCE', 'ATTEMPTS', 'SEEN'],
      ['web', 'redis', 'TCP/6379', 'pod-ip', 'IPv4', 'deny', '-', 'conforms', 'strong', '80', 'timed-out'],
      ['web', 'db', 'TCP/6379', 'pod-ip', 'IPv4', 'allow', '-', 'conforms', '-', '80', 'connected (echo)'],
      ['web', 'cache', 'TCP/6379', 'pod-ip', 'IPv4', 'deny', '-', 'leak', '-', '80', 'connected (echo)'],
      ['web', 'dns', 'TCP/6379', 'pod-ip', 'IPv4', 'allow', '-', 'overblock', '-', '80', 'timed-out'],
      ['web', 'queue', 'TCP/6379', 'pod-ip', 'IPv4', 'deny', '-', 'inconclusive', '-', '0', 'no attempt'],
      ['web', 'gone', 'TCP/6379', 'direct', 'IPv4', 'deny', '-', 'vacuous', '-', '80', 'timed-out'],
      ['web', 'late', 'TCP/6379', 'pod-ip', 'IPv4', 'deny', '-', 'conforms', 'strong', '80', 'timed-out'],
      ['The cluster does not do what the matrix says: 1 leak and 1 overblock in 7 cells.'],
      [''],
    ]);
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`ends with the headline: ${name}`, () => expect(renderWide(report(), bare).trimEnd().split('\n')).to.have.length.of.at.least(1));
  }

  it('steers no terminal', () => expect(renderWide(hostile(), bare)).to.not.match(steering));
});
