/** Reports of every outcome, for the tests of formats that must not contradict the exit code. */
import { compare } from '../../../../src/compare/compare.ts';
import type { RunReport } from '../../../../src/model/report.ts';
import { recordingOf } from '../../../support/recording.ts';
import type { Script } from '../../../support/recording.ts';
import { hostile, mixed } from '../reports.ts';

const open = [['echo', 0, 4000]] as const;
const closedLate = [['echo', 0, 500], ['timed-out', 500, 4000]] as const;
const judged = (script: Script, strict = false): RunReport => compare(recordingOf(script), { strict });
const withCanary = (report: RunReport, enforces: boolean | undefined, exitCode: RunReport['exitCode']): RunReport => ({
  ...report,
  exitCode,
  canary: { diagnosis: { kind: enforces === true ? 'enforces' : enforces === false ? 'no-egress' : 'unknown', ...(enforces === undefined ? {} : { enforces }), sentence: 'So it is.' }, nodes: ['n1'], cells: [] },
});
const nothing = (): RunReport => ({ ...judged({ cells: [] }), headline: 'Nothing was probed.' });

export const reports: Readonly<Record<string, () => RunReport>> = {
  mixed,
  hostile,
  'all that conforms': () => judged({ cells: [{ target: 'redis' }, { target: 'db', intent: 'allow', seen: [...open] }] }),
  'a leak': () => judged({ cells: [{ target: 'redis', seen: [...open] }] }),
  'an overblock': () => judged({ cells: [{ target: 'redis', intent: 'allow' }] }),
  'what could not be judged': () => judged({ cells: [{ target: 'redis', seen: [] }] }),
  'an exposure': () => judged({ cells: [{ target: 'redis', seen: [...closedLate] }] }),
  'an exposure, strictly': () => judged({ cells: [{ target: 'redis', seen: [...closedLate] }] }, true),
  'nobody but absent ones': () => judged({ cells: [{ target: 'gone', liveness: 'reached-only', path: 'direct', node: null, controlDials: true }], reach: [['timed-out', 0, 4000]] }),
  'a run that broke off': () => judged({ cells: [{ target: 'redis' }], brokeOff: 'the API server has gone' }),
  'a run that was interrupted': () => judged({ cells: [{ target: 'redis', seen: [...open] }], brokeOff: 'interrupted' }),
  nothing,
  'a canary that holds': () => withCanary(nothing(), true, 0),
  'a canary that leaks': () => withCanary(nothing(), false, 1),
  'a canary that cannot be judged': () => withCanary(nothing(), undefined, 3),
  'a canary that leaks beside a matrix': () => withCanary(judged({ cells: [{ target: 'redis' }] }), false, 1),
  'a canary that cannot be judged beside a matrix': () => withCanary(judged({ cells: [{ target: 'redis' }] }), undefined, 0),
};

/** @param source by its name in the matrix, as that of the canary or the run */
export const canaryBeside = (source: string): RunReport => withCanary(judged({ cells: [{ source }] }), true, 0);
