import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { restartingEnforcers } from '../../mutation/restarts.ts';
import { rejection } from '../../support/rejection.ts';

const recording = () => {
  const calls: string[] = [];
  const note = (word: string) => async (component: string): Promise<void> => {
    await sleep(2);
    calls.push(`${word} ${component}`);
  };
  return { calls, node: { kill: note('kill'), start: note('start') } };
};

describe('restartingEnforcers()', () => {
  it('restarts them at once and again, until the work is done', async () => {
    const { calls, node } = recording();
    const result = await restartingEnforcers([node], 1, async () => {
      while (calls.length < 6) await sleep(1);
      return 'done';
    });
    const count = calls.length;
    await sleep(5);
    expect(result).to.equal('done');
    expect(calls.slice(0, 4)).to.deep.equal(['kill enforcer', 'start enforcer', 'kill enforcer', 'start enforcer']);
    expect(calls.length).to.equal(count);
  });

  it('never leaves one ended, and does not wait for the next time', async () => {
    const { calls, node } = recording();
    await restartingEnforcers([node], 60_000, async () => undefined);
    expect(calls).to.deep.equal(['kill enforcer', 'start enforcer']);
  });

  it('stops when the work fails', async () => {
    const { calls, node } = recording();
    expect((await rejection(restartingEnforcers([node], 60_000, async () => Promise.reject(new Error('no'))))).message).to.equal('no');
    expect(calls.at(-1)).to.equal('start enforcer');
  });
});
