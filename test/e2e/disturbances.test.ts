import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { RunReport } from '../../src/model/report.ts';
import { judgeRun, prepareTruth, removeTruth } from '../chaos/truth.ts';
import { isThorough } from '../support/thorough.ts';
import type { Disturbance } from './disturbances/disturbance.ts';
import { dayMs, disturbances } from './disturbances/rows.ts';
import { skewedBy } from './disturbances/skewed.ts';
import { waitUntilClean } from './support/leftovers.ts';
import { createNetproof, localImage } from './support/netproof.ts';
import type { NetproofResult } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { createUndoing } from './wrong-answers/faults/fault.ts';
import type { Fault, Undoing } from './wrong-answers/faults/fault.ts';

/** Every dial has begun by then, and nothing is final. */
const flyingMs = 1500;

describe('netproof run, in a cluster where something happens', function () {
  this.timeout(240_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'faulty');
  });

  after(() => removeTruth(stage.kubectl));

  for (const row of disturbances.filter(({ thorough }) => isThorough || !thorough)) {
    const { name, outcomes, says, happened } = row;
    it(`${name}: ${outcomes.join(' or ')}, and nothing is left`, async () => {
      const undoing = createUndoing();
      try {
        const result = await disturbed(stage, row, undoing);
        const outcome = outcomeOf(result);
        expect(outcomes, `${outcome}\n${result.stderr}`).to.include(outcome);
        if (outcome !== 'right' && says !== undefined) expect(toldBy(result)).to.match(says.like);
        await happened?.(stage, result);
      } finally {
        await undoing.run();
      }
      expect(await waitUntilClean(stage.kubectl, 60_000)).to.deep.equal([]);
    });
  }

  it('another coordinator, whose clock is a day ahead: each proves its own, and sweeps nothing of the other', async () => {
    const matrix = await prepareTruth(stage.kubectl);
    const words = ['run', '-f', matrix, '-o', 'json', '--no-canary', '--hold', '20s', ...localImage];
    const one = stage.netproof.start(words);
    await one.said('observe: ');
    const ahead = createNetproof(stage.cluster.kubeconfig, undefined, skewedBy(dayMs)).start(words);
    const results = await Promise.all([one.done, ahead.done]);
    for (const result of results) expect(judgeRun(result).outcome, result.stderr).to.equal('right');
    const [first = 0, second = 0] = results.map(({ stdout }) => Date.parse((JSON.parse(stdout) as RunReport).startedAt));
    expect(second - first, 'the clock is wrong indeed').to.be.within(dayMs, dayMs + 60_000);
    expect(await waitUntilClean(stage.kubectl, 60_000)).to.deep.equal([]);
  });
});

const disturbed = async (stage: Stage, { before = [], during = [], flags = [], env = {} }: Disturbance, undoing: Undoing): Promise<NetproofResult> => {
  const commit = async (fault: Fault): Promise<void> => {
    const undo = await fault(stage);
    if (undo !== undefined) undoing.after(undo);
  };
  const matrix = await prepareTruth(stage.kubectl);
  for (const fault of before) await commit(fault);
  const { child, done, said } = createNetproof(stage.cluster.kubeconfig, undefined, env).start(['run', '-f', matrix, '-o', 'json', '--no-canary', ...(flags.includes('--image') ? [] : localImage), ...flags]);
  const disturb = async (): Promise<void> => {
    if (during.length === 0) return;
    await said('observe: ');
    await sleep(flyingMs);
    for (const fault of during) await commit(fault);
    if (child.exitCode !== null) throw new Error('The run was over before all of it had happened');
  };
  const [happening, ended] = await Promise.allSettled([disturb(), done]);
  if (happening.status === 'rejected') throw happening.reason;
  if (ended.status === 'rejected') throw ended.reason;
  return ended.value;
};

const outcomeOf = (result: NetproofResult): string => (result.code === 2 && result.stdout === '' ? 'refused' : judgeRun(result).outcome);

/** All that is said beside the verdicts. */
const toldBy = ({ stdout, stderr }: NetproofResult): string => {
  if (stdout === '') return stderr;
  const { brokeOff = '', findings } = JSON.parse(stdout) as RunReport;
  return [stderr, brokeOff, ...findings.map(({ message }) => message)].join('\n');
};
