import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetproofError } from '../../../../src/errors.ts';
import { parseRecording } from '../../../../src/report/saved/recording.ts';
import { recordingOf, standInOf } from '../../../support/recording.ts';
import type { Recording } from '../../../../src/model/recording.ts';

/** Has everything that a recording may have. */
const full: Recording = {
  ...recordingOf({
    cells: [{ witnessed: [[100, 100]] }, { target: 'dns', transport: 'UDP', liveness: 'readiness', pods: ['dns-0'], path: 'cluster-ip', controlDials: true }],
    altered: { web: 'its labels were changed' },
    failed: { [standInOf('redis')]: 'Evicted' },
    flawed: { web: 'cut' },
    changes: [{ what: 'policy', namespace: 'app', name: 'p', detail: 'changed' }, { what: 'node', name: 'n1', detail: 'changed' }],
    skips: [{ source: 'web', target: 'x', reason: 'r', origin: { file: 'matrix.yaml', line: 1, column: 1 } }],
    untilMs: 4000,
    brokeOff: 'interrupted',
  }),
  phases: { read: 1, launch: 2 },
  leftovers: ['pod app/web'],
};
const errorOf = (text: string): string => {
  try {
    parseRecording(text, 'run.json');
  } catch (error) {
    if (error instanceof NetproofError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
};

/** The recording with one value put in the place that the path names. */
const broken = (path: readonly (string | number)[], value: unknown): string => {
  const copy = structuredClone(full) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as typeof at;
  at[path.at(-1) ?? ''] = value;
  return JSON.stringify(copy);
};

describe('parseRecording()', () => {
  it('reads back what was written', () => expect(parseRecording(JSON.stringify(full), 'run.json')).to.deep.equal(full));

  for (const name of ['enforced', 'ignored']) {
    it(`reads back a real run: ${name}`, () => {
      const text = readFileSync(join(import.meta.dirname, `../../../fixtures/recordings/${name}.json`), 'utf8');
      expect(parseRecording(text, name)).to.deep.equal(JSON.parse(text));
    });
  }

  const unreadable: readonly [name: string, text: string, error: string][] = [
    ['no JSON', '{', 'Cannot read "run.json": it is not JSON'],
    ['nothing', '', 'Cannot read "run.json": it is not JSON'],
    ['null', 'null', 'Cannot read "run.json": its version is missing, this netproof reads 3'],
    ['a list', '[]', 'Cannot read "run.json": its version is missing, this netproof reads 3'],
    ['a later version', JSON.stringify({ ...full, version: 4 }), 'Cannot read "run.json": its version is 4, this netproof reads 3'],
    ['a version in words', JSON.stringify({ ...full, version: '2' }), 'Cannot read "run.json": its version is "2", this netproof reads 3'],
  ];
  for (const [name, text, error] of unreadable) it(`says of ${name} what it is`, () => expect(errorOf(text)).to.equal(`ERR_USAGE: ${error}`));

  /** Values that do not belong there, and the field that the error names if it is not the path itself. */
  const fields: readonly [path: readonly (string | number)[], value: unknown, named?: string][] = [
    ...(['netproof', 'server', 'startedAt', 'brokeOff'] as const).map((name): [string[], unknown] => [[name], 1]),
    [['apiCalls'], 1.5],
    [['observedUntilMs'], 'now'],
    [['phases', 'read'], 'long'],
    [['leftovers', 0], 1],
    [['plan', 'run'], 1],
    [['plan', 'matrix', 'name'], 1],
    [['plan', 'families', 0], 5],
    [['plan', 'controlNamespace'], null],
    [['plan', 'cells', 0, 'cell', 'id'], 1],
    [['plan', 'cells', 0, 'cell', 'transport'], 'SCTP'],
    [['plan', 'cells', 0, 'cell', 'path'], 'by-pigeon'],
    [['plan', 'cells', 0, 'cell', 'origin', 'line'], 'one'],
    [['plan', 'cells', 0, 'intent', 'verdict'], 'maybe'],
    [['plan', 'cells', 0, 'intent', 'basis'], 'x'],
    [['plan', 'cells', 0, 'style', 'speak'], 'ftp'],
    [['plan', 'cells', 0, 'destinations', 0, 'liveness'], 'alive'],
    [['plan', 'cells', 0, 'destinations', 0, 'address'], 7],
    [['plan', 'cells', 0, 'controlDials'], 'no'],
    [['plan', 'skips', 0, 'reason'], 1],
    [['plan', 'pods', 0, 'role'], 'spy'],
    [['plan', 'pods', 0, 'labels', 'app'], 1],
    [['plan', 'uncovered'], {}],
    [['plan', 'remarks'], 'none'],
    [['settings', 'settleAttempts'], 0],
    [['settings', 'settleHoldMs'], -1],
    [['settings', 'openDeadlineMs'], null],
    [['dials', 0, 'purpose', 'kind'], 'fun'],
    [['dials', 0, 'purpose', 'cells', 0, 'destination'], 'first'],
    [['dials', 0, 'from', 'name'], 1],
    [['dials', 0, 'answeredBy'], 'x'],
    [['dials', 0, 'port'], '80'],
    [['pods', 0, 'altered'], 'x'],
    [['pods', 0, 'responder'], null],
    [['pods', 0, 'failure'], 1],
    [['logs', 0, 'offsetMs'], null],
    [['logs', 0, 'whole'], 'yes'],
    [['logs', 0, 'records', 0, 't'], 'leak'],
    [['logs', 0, 'records', 1, 'n'], 0],
    [['logs', 0, 'records', 0], { t: 'end', ms: 1, reason: 'stopped', lines: 0, attempts: 0, sha256: 'a'.repeat(64) }, 'logs.0.records.0.t'],
    [['logs', 0, 'end'], { t: 'beat', ms: 1 }, 'logs.0.end.t'],
    [['targets', 0, 'readyThroughout'], 1],
    [['changes', 0, 'what'], 'weather'],
  ];
  for (const [path, value, named = path.join('.')] of fields) {
    it(`names ${named} where it is wrong`, () => expect(errorOf(broken(path, value))).to.include(`ERR_USAGE: Cannot read "run.json": ${named}: `));
  }

  for (const key of Object.keys(full).filter((name) => !['version', 'observedUntilMs', 'brokeOff'].includes(name))) {
    it(`names ${key} where it is missing`, () => expect(errorOf(broken([key], undefined))).to.match(new RegExp(`^ERR_USAGE: Cannot read "run.json": ${key}: .`)));
  }
});
