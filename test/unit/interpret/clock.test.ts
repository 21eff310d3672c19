import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { PodLog, Recording } from '../../../src/model/recording.ts';
import { keyOf } from '../../../src/model/snapshot.ts';
import { parseRecording } from '../../../src/report/saved/recording.ts';

const hourMs = 3_600_000;

const recordings = ['enforced', 'ignored'].map((name) => {
  const file = join(import.meta.dirname, `../../fixtures/recordings/${name}.json`);
  return [name, parseRecording(readFileSync(file, 'utf8'), file)] as const;
});

/**
 * What a node's clock can move: the time of day that a pod tells. Its milliseconds are counted from the start of its
 * program by a clock that nobody sets.
 */
const withClockOff = (log: PodLog, byMs: number): PodLog => ({
  ...log,
  records: log.records.map((record) => (record.t === 'hello' ? { ...record, wall: new Date(Date.parse(record.wall) + byMs).toISOString() } : record)),
});

const onNode = (recording: Recording, node: string, byMs: number): Recording => {
  const there = new Set(recording.pods.filter((pod) => pod.node === node).map(keyOf));
  return { ...recording, logs: recording.logs.map((log) => (there.has(keyOf(log)) ? withClockOff(log, byMs) : log)) };
};

const answers = (recording: Recording): string[] =>
  compare(recording, { strict: false }).cells.map(({ cell, status, evidence, reality }) => `${cell.id}: ${status} ${evidence ?? ''} ${reality?.destinations.map(({ state, doubt }) => `${state} ${doubt ?? ''}`).join()}`);

describe('a recording of a real run, with the clocks of one node an hour off', () => {
  for (const [name, recording] of recordings) {
    for (const node of new Set(recording.pods.map((pod) => pod.node))) {
      for (const byMs of [hourMs, -hourMs]) {
        it(`${name}, ${node}, ${byMs > 0 ? 'ahead' : 'behind'}: is judged the same, cell by cell`, () => {
          const off = onNode(recording, node, byMs);
          expect(off.logs).to.not.deep.equal(recording.logs);
          expect(answers(off)).to.deep.equal(answers(recording));
        });
      }
    }
  }
});
