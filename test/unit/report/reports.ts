/** Small reports for the renderers' tests. */
import { compare } from '../../../src/compare/compare.ts';
import type { CellResult, RunReport } from '../../../src/model/report.ts';
import { recordingOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';

const origin = { file: 'matrix.yaml', line: 1, column: 1 };
const outside: CellScript = { liveness: 'reached-only', path: 'direct', node: null, controlDials: true };

/** One of each: what conforms both ways, a leak, an overblock, an unknown, a vacuous one, an exposure, a skip. */
export const mixedScript: Script = {
  cells: [
    { target: 'redis' },
    { target: 'db', intent: 'allow', seen: [['echo', 0, 4000]] },
    { target: 'cache', seen: [['echo', 0, 4000]] },
    { target: 'dns', intent: 'allow' },
    { target: 'queue', seen: [] },
    { ...outside, target: 'gone' },
    { target: 'late', seen: [['echo', 0, 500], ['timed-out', 500, 4000]] },
  ],
  reach: [['timed-out', 0, 4000]],
  skips: [{ source: 'web', target: 'mesh', reason: 'known since May', origin }],
};

export const reportOf = (script: Script): RunReport => compare(recordingOf(script), { strict: false });

export const mixed = (): RunReport => reportOf(mixedScript);

/** Everything that a person or a cluster can name, with what would steer a terminal. */
export const hostile = (): RunReport => {
  const nasty = 'x\u001b[2J\u009b31m\u202e\r\ny';
  const report = mixed();
  const renamed = ({ cell, ends, ...rest }: CellResult): CellResult => ({
    ...rest,
    cell: { ...cell, id: `${cell.id}${nasty}`, source: `${cell.source}${nasty}`, target: `${cell.target}${nasty}`, origin: { ...cell.origin, file: nasty } },
    ...(ends && { ends: { ...ends, source: { namespaces: [nasty], nodes: [nasty] } } }),
  });
  return {
    ...report,
    matrix: nasty,
    headline: nasty,
    sources: report.sources.map((source) => `${source}${nasty}`),
    targets: report.targets.map((target) => `${target}${nasty}`),
    cells: report.cells.map(renamed),
    findings: report.findings.map((finding) => ({ ...finding, cell: `${finding.cell}${nasty}`, message: nasty, reproduce: nasty })),
    skips: [{ source: nasty, target: nasty, reason: nasty, origin }],
    remarks: [nasty],
    leftovers: [nasty],
  };
};

// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
export const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
