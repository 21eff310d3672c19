/** What a user writes: the matrix, manifests, cases, flags, and reports of before. */
import { parseFailOn } from '../../../src/cli/fail-on.ts';
import { parseDuration } from '../../../src/cli/duration.ts';
import { parseLabelSelector } from '../../../src/cli/label-selector.ts';
import { nodeWishes } from '../../../src/cli/pod-settings.ts';
import { readCase } from '../../../src/conformance/case/read.ts';
import { readManifests } from '../../../src/manifests/world.ts';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { parseRecording } from '../../../src/report/saved/recording.ts';
import { parseReport } from '../../../src/report/saved/report.ts';
import { recordingOf } from '../../support/recording.ts';
import { shopReport } from '../../support/shop-report.ts';
import { filesLike } from '../seeds.ts';
import { checkMistakes, reads } from '../target.ts';
import type { Target } from '../target.ts';

const flags = ['app=web,tier!=db', 'a in (b, c),!d,e notin (f)', '10m', '1h30m', 'dedicated=gpu:NoSchedule', '*', 'leak,overblock', 'none', 'kubernetes.io/os=linux'];

export const fileTargets: readonly Target[] = [
  { name: 'a matrix', share: 16, seeds: () => filesLike('examples/*/matrix.yaml', 'test/fixtures/matrices/*.yaml', 'test/fixtures/invalid/*.yaml'), check: (input) => reads(() => parseMatrix(input.toString(), 'matrix.yaml')) },
  {
    name: 'manifests',
    share: 14,
    seeds: () => filesLike('examples/*/policies/*.yaml', 'examples/*/workloads.yaml', 'manifests/base/*.yaml'),
    check: (input) => {
      const text = input.toString();
      checkMistakes(readManifests([{ file: 'policies.yaml', text }]).mistakes, text);
    },
  },
  {
    name: 'a case',
    share: 8,
    seeds: () => filesLike('src/conformance/cases/*/*.yaml'),
    check: (input) => {
      const text = input.toString();
      const read = readCase(text, 'fuzz/case');
      if ('mistakes' in read) checkMistakes(read.mistakes, text);
    },
  },
  { name: 'a report', share: 4, seeds: () => [Buffer.from(JSON.stringify(shopReport()))], check: (input) => reads(() => parseReport(input.toString(), 'report.json')) },
  { name: 'a recording', share: 6, seeds: () => [Buffer.from(JSON.stringify(recordingOf({ cells: [{}] })))], check: (input) => reads(() => parseRecording(input.toString(), 'run.json')) },
  {
    name: 'flags',
    share: 12,
    seeds: () => flags.map((flag) => Buffer.from(flag)),
    check: (input) => {
      const text = input.toString();
      reads(() => parseLabelSelector(text));
      reads(() => parseDuration('--hold', text, 1_800_000));
      reads(() => parseFailOn([text]));
      reads(() => nodeWishes({ nodeSelector: [text], toleration: [] }));
      reads(() => nodeWishes({ nodeSelector: [], toleration: [text] }));
    },
  },
];
