import { connect } from '../../cluster/connection.ts';
import { chooseCases } from '../../conformance/case/choose.ts';
import { runBattery } from '../../run/conformance/battery.ts';
import { readCases } from '../case-files.ts';
import { steadyNow } from '../clock.ts';
import type { conformanceOptions } from '../commands/conformance.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { connectOptions } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { netproofVersion } from '../version.ts';

export const conformance = async (args: ArgumentsOf<typeof conformanceOptions>): Promise<void> => {
  const { profile, case: ids, tag, image, imagePullPolicy, sets } = args;
  const output = createOutput(args);
  const cases = chooseCases(readCases(), { profile, ...(ids === undefined ? {} : { ids }), ...(tag === undefined ? {} : { tags: tag }) });
  const api = connect(connectOptions(args));
  const interrupt = listenForInterrupt(output.note);
  try {
    const request = { image, imagePullPolicy, profile, sets, netproofVersion };
    const since = steadyNow();
    const result = await runBattery({ api, request, log: output.log, now: steadyNow, signal: interrupt.signal, onProgress: (event) => output.note(`${((steadyNow() - since) / 1000).toFixed(1)} s ${JSON.stringify(event)}`) }, cases);
    output.result(JSON.stringify(result, null, 1));
  } finally {
    interrupt.dispose();
  }
};
