import { expect } from 'chai';
import { createRetryTeller } from '../../../src/cli/cluster.ts';

describe('createRetryTeller()', () => {
  const retry = { method: 'GET', path: '/api/v1/pods', last: 'HTTP 503' };
  const told = (...retries: readonly { readonly atMs: number; readonly waitedMs: number }[]): string[] => {
    const lines: string[] = [];
    let nowMs = 0;
    const level = (name: string) => (fields: object): void => void lines.push(`${name} ${(fields as { waitedMs: number }).waitedMs}`);
    const tell = createRetryTeller({ debug: level('debug'), warn: level('warn') } as never, () => nowMs);
    for (const { atMs, waitedMs } of retries) {
      nowMs = atMs;
      tell({ ...retry, waitedMs });
    }
    return lines;
  };

  it('keeps what is over soon for those who ask for it', () => {
    expect(told({ atMs: 0, waitedMs: 250 }, { atMs: 1000, waitedMs: 2900 })).to.deep.equal(['debug 250', 'debug 2900']);
  });

  it('tells everybody what takes longer, now and then', () => {
    expect(told({ atMs: 0, waitedMs: 3000 }, { atMs: 9000, waitedMs: 12_000 }, { atMs: 10_000, waitedMs: 13_000 })).to.deep.equal(['debug 3000', 'warn 3000', 'debug 12000', 'debug 13000', 'warn 13000']);
  });
});
