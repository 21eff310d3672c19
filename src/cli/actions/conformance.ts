import { chooseCases } from '../../conformance/case/choose.ts';
import { summarise } from '../../conformance/result/summary.ts';
import { conformanceRenderers } from '../../report/conformance/render.ts';
import type { Implementation } from '../../report/conformance/yaml.ts';
import { runBattery } from '../../run/conformance/battery.ts';
import { createBatteryProgress, describeBattery } from '../battery-progress.ts';
import { readCases } from '../case-files.ts';
import { steadyNow } from '../clock.ts';
import { connectTo } from '../cluster.ts';
import type { conformanceOptions } from '../commands/conformance.ts';
import { parseDuration } from '../duration.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput, printerFor } from '../output.ts';
import { podSettings } from '../pod-settings.ts';
import { netproofVersion } from '../version.ts';
import { watch } from '../watching.ts';

const longestPolicyTimeoutMs = 10 * 60_000;

export const conformance = async (args: ArgumentsOf<typeof conformanceOptions>): Promise<void> => {
  const { profile, case: ids, tag, sets, policyTimeout, failFast } = args;
  const output = createOutput(args);
  const cases = chooseCases(readCases(), { profile, ...(ids === undefined ? {} : { ids }), ...(tag === undefined ? {} : { tags: tag }) });
  const settingsOf = podSettings(args);
  const interrupt = listenForInterrupt(output.note);
  const watching = watch(output, { describe: describeBattery, plainly: createBatteryProgress });
  try {
    const api = connectTo(args, output.log, interrupt.signal);
    const request = { pods: await settingsOf(api).catch(interrupt.rethrow), profile, netproofVersion, policyTimeoutMs: parseDuration('--policy-timeout', policyTimeout, longestPolicyTimeoutMs), failFast, ...(sets === undefined ? {} : { sets }) };
    const result = await runBattery({ api, request, log: output.log, now: steadyNow, signal: interrupt.signal, onProgress: watching.onProgress }, cases).catch(interrupt.rethrow);
    watching.end();
    printerFor(output, args.output)(conformanceRenderers[args.output](result, { paint: output.paint, columns: output.columns, implementation: implementationOf(args) }));
    process.exitCode = summarise(result).exitCode;
  } finally {
    watching.end();
    interrupt.dispose();
  }
};

const implementationOf = ({ organization, project, projectUrl, projectVersion, contact }: ArgumentsOf<typeof conformanceOptions>): Implementation => ({
  ...(organization === undefined ? {} : { organization }),
  ...(project === undefined ? {} : { project }),
  ...(projectUrl === undefined ? {} : { url: projectUrl }),
  ...(projectVersion === undefined ? {} : { version: projectVersion }),
  ...(contact === undefined ? {} : { contact }),
});
