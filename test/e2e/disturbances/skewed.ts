import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunReport } from '../../../src/model/report.ts';
import type { Happened } from './disturbance.ts';

/** The environment of a netproof whose clock is wrong; ms, ahead where above 0. */
export const skewedBy = (skewMs: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'skewed-clock.ts')).href}`,
  NETPROOF_TEST_SKEW_MS: String(skewMs),
});

/** The report's own time is wrong by so much, give or take how long a run takes; ms. */
export const offBy =
  (skewMs: number): Happened =>
  (_stage, { stdout }) => {
    const { startedAt } = JSON.parse(stdout) as RunReport;
    expect(Date.parse(startedAt) - Date.now(), 'the clock is wrong indeed').to.be.closeTo(skewMs, 600_000);
  };
