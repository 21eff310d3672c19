import { expect } from 'chai';
import { findingKinds } from '../../../src/model/report.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderers } from '../../../src/report/render.ts';
import { isAtLeast, severities } from '../../../src/report/severity.ts';
import type { Severity } from '../../../src/report/severity.ts';
import { mixed } from './reports.ts';

const shown: readonly [least: Severity, kinds: readonly string[]][] = [
  ['low', ['leak', 'overblock', 'policy-mismatch', 'inconclusive', 'startup-exposure', 'vacuous']],
  ['medium', ['leak', 'overblock', 'policy-mismatch', 'startup-exposure']],
  ['high', ['leak']],
];

const paint = createPaint(false);
const render = (format: keyof typeof renderers, minSeverity: Severity): string => renderers[format](mixed(), { paint, minSeverity });

describe('severities', () => {
  for (const [least, kinds] of shown) {
    it(`from ${least} on are those of ${kinds.join(', ')}`, () => {
      expect(findingKinds.filter((kind) => isAtLeast(kind, least))).to.deep.equal(kinds);
    });
  }

  it('hide findings in the table, say how many, and leave headline and sums as they are', () => {
    const [all, few] = [render('table', 'low').split('\n'), render('table', 'high').split('\n')];
    expect(few.filter((line) => /^ {2}(?:leak|overblock|inconclusive|vacuous|startup-exposure) {2}/.test(line)).map((line) => line.trim().split(' ')[0])).to.deep.equal(['leak']);
    expect(few).to.include('  4 below severity high not shown (--min-severity)');
    expect(all.join('\n')).not.to.include('--min-severity');
    expect(few.slice(-3)).to.deep.equal(all.slice(-3));
  });

  it('hide findings in markdown, and say how many', () => {
    expect(render('markdown', 'high')).to.include('- **leak**').and.include('- 4 below severity high not shown\n').and.not.include('- **overblock**');
  });

  for (const format of ['json', 'yaml', 'junit', 'sarif', 'tap', 'prometheus', 'wide'] as const) {
    it(`hide nothing from ${format}`, () => {
      for (const least of severities) expect(render(format, least)).to.equal(render(format, 'low'));
    });
  }
});
