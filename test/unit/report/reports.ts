/** Small reports for the renderers' tests. */
import { compare } from '../../../src/compare/compare.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import type { RunReport } from '../../../src/model/report.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { renamed } from '../../support/named.ts';
import { recordingOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';
import { failingCanary } from '../../support/shop-report.ts';

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

/** Of all kinds that steer: C0 with the line ends, DEL, C1, and marks that turn text around or end a line. */
export const nasty = 'x\u001b[2J\u0007\u007f\u009b31m\u0085\u061c\u200e\u200f\u202e\u2066\u2028\u2029\t\r\ny';

/**
 * Everything that a person, a cluster, a probe's log or a foreign server can name, with what would steer a terminal. It has all
 * that a report may hold, so that no text of it is left out.
 */
export const hostile = (): RunReport => {
  const report = mixed();
  const deciders: Verdict['deciders'] = [{ kind: 'intent', origin }, { kind: 'policy', namespace: 'data', name: 'redis', direction: 'ingress' }];
  const worded = (verdict: Verdict): Verdict => ({ ...verdict, basis: 'undefined', deciders, reason: 'left open', hint: 'mend it' });
  const evidence = { strength: 'strong', by: 'its log' } as const;
  const seen = (one: DestinationObservation): DestinationObservation => ({ ...one, reason: 'its last words', evidence: { probe: evidence, path: evidence, target: evidence } });
  const whole: RunReport = {
    ...report,
    brokeOff: 'the API server has gone',
    cells: report.cells.map(({ intent, reality, ...cell }) => ({ ...cell, ...(intent && { intent: worded(intent), policy: worded(intent) }), ...(reality && { reality: { ...reality, destinations: reality.destinations.map(seen) } }) })),
    canary: { ...failingCanary(), cells: failingCanary().cells.map((cell) => ({ ...cell, reason: 'nobody knows' })) },
    assurance: { cells: 7, pods: 9, models: { of: 2, caught: 1 }, places: { of: 3, caught: 2 }, notCovered: [{ model: 'FM-X:a', because: 'nobody asks', places: ['web'] }] },
    remarks: ['a remark'],
    leftovers: ['pod app/np-1'],
  };
  return { ...renamed(whole, (text) => `${text}${nasty}`), phases: { [`launch${nasty}`]: 1 } };
};

// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
export const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
