import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { pino } from 'pino';
import type { Connection } from '../../../src/cluster/connection.ts';
import { untilAnswered } from '../../../src/run/recovery.ts';

const waited = async (answers: readonly (Error | undefined)[]): Promise<{ readonly asked: number; readonly ms: number }> => {
  let asked = 0;
  let nowMs = 0;
  const getCode = (): Promise<unknown> => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    return answer === undefined ? Promise.resolve({}) : Promise.reject(answer);
  };
  const api = { version: { getCode } } as unknown as Connection;
  await untilAnswered({ api, now: () => nowMs, log: pino({ level: 'silent' }) }, async (ms) => void (nowMs += ms));
  return { asked, ms: nowMs };
};

describe('untilAnswered()', () => {
  const silent = new Error('fetch failed');

  const cases = [
    { name: 'asks once where the API server is well', answers: [undefined], asked: 1, ms: 0 },
    { name: 'asks until it is', answers: [silent, silent, undefined], asked: 3, ms: 1000 },
    { name: 'takes a refusal for an answer', answers: [new ApiException(403, 'no', '{}', {})], asked: 1, ms: 0 },
    { name: 'gives up after half a minute', answers: [silent], asked: 61, ms: 30_000 },
  ];
  for (const { name, answers, asked, ms } of cases) it(name, async () => expect(await waited(answers)).to.deep.equal({ asked, ms }));
});
