/** Flags that several commands share, with kubectl's names, and what the rest of the code wants to hear of them. */
import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ConnectOptions } from '../cluster/connection.ts';
import { defaultPace } from '../cluster/requests/pace.ts';
import type { CompareOptions } from '../compare/compare.ts';
import { NetproofError } from '../errors.ts';
import type { RunRequest } from '../run/context.ts';
import { formats } from '../report/formats/names.ts';
import { severities } from '../report/severity.ts';
import { parseDuration } from './duration.ts';
import { publications } from './publishing-names.ts';
import type { Publication } from './publishing-names.ts';
import { parseFailOn } from './fail-on.ts';
import type { OutputArguments } from './output.ts';

/** The parser as commands find it: with the flags that all of them have. */
export type Parser = Argv<OutputArguments>;

/** One value each, so that none of them swallows what follows. */
const listOf = (value: string | string[] | undefined): string[] | undefined => (value === undefined ? undefined : [value].flat());

/** What a command's action is handed, by the flags that the command declares. Actions are loaded when they are wanted. */
export type ArgumentsOf<Options> = Options extends (argv: Parser) => Argv<infer Flags> ? ArgumentsCamelCase<Flags> : never;

export const clusterOptions = <T>(argv: Argv<T>) =>
  argv
    .option('kubeconfig', { type: 'string', describe: 'path of the kubeconfig; default: $KUBECONFIG, ~/.kube/config, or the pod we run in', requiresArg: true })
    .option('context', { type: 'string', describe: 'context of the kubeconfig', requiresArg: true })
    .option('as', { type: 'string', describe: 'ask the API server as this user, or as system:serviceaccount:NAMESPACE:NAME', requiresArg: true })
    .option('client-qps', { type: 'number', requiresArg: true, default: defaultPace.perSecond, describe: 'requests to the API server a second, in the long run' })
    .option('client-burst', { type: 'number', requiresArg: true, default: defaultPace.burst, describe: 'requests to the API server at once, after a pause' })
    .option('as-group', { type: 'string', describe: 'with --as: as a member of this group; repeatable', requiresArg: true, coerce: listOf });

export interface ClusterArguments {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly as: string | undefined;
  readonly asGroup: readonly string[] | undefined;
  readonly clientQps: number;
  readonly clientBurst: number;
}

/** @throws NetproofError ERR_USAGE for groups of nobody, and for a rate that lets nothing through */
export const connectOptions = ({ kubeconfig, context, as: user, asGroup: groups, clientQps: perSecond, clientBurst: burst }: ClusterArguments): ConnectOptions => {
  if (!(perSecond > 0 && burst >= 1)) throw new NetproofError('ERR_USAGE', '--client-qps must be above 0, and --client-burst at least 1');
  if (user === undefined && groups !== undefined) throw new NetproofError('ERR_USAGE', '--as-group goes with --as: whose groups are meant?');
  return {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    pace: { perSecond, burst },
    ...(user === undefined ? {} : { impersonate: { user, groups: groups ?? [] } }),
  };
};

export const fileOption = <T>(argv: Argv<T>) =>
  argv.option('filename', { alias: 'f', type: 'string', requiresArg: true, describe: 'the expected matrix (YAML), - for standard input' });

export const guestOptions = <T>(argv: Argv<T>) =>
  argv.option('allow-autoscaled', { type: 'boolean', default: false, describe: 'probe with labels that a HorizontalPodAutoscaler counts' });

/** For whoever may make no namespaces. */
export const lentOptions = <T>(argv: Argv<T>) =>
  argv
    .option('control-namespace', { type: 'string', requiresArg: true, describe: 'an existing namespace for the control pods; default: one is made for the run' })
    .option('canary-namespace', { type: 'string', requiresArg: true, describe: "an existing namespace for the canary's pods and NetworkPolicies, and for nothing else; default: one is made for the run" });

export const lending = ({ controlNamespace, canaryNamespace }: { controlNamespace: string | undefined; canaryNamespace: string | undefined }): Pick<RunRequest, 'controlNamespace' | 'canaryNamespace'> => ({
  ...(controlNamespace === undefined ? {} : { controlNamespace }),
  ...(canaryNamespace === undefined ? {} : { canaryNamespace }),
});

export const outputOptions = <T>(argv: Argv<T>) =>
  argv.option('output', { alias: 'o', choices: ['table', 'json'] as const, default: 'table' as const, describe: 'how the result is printed' });

export const reportOutputOptions = <T>(argv: Argv<T>) =>
  argv.option('output', { alias: 'o', type: 'string', requiresArg: true, default: [] as string[], defaultDescription: 'table', coerce: (value: string | string[]) => [value].flat(), describe: `${formats.join(', ')}; FORMAT=FILE writes a file instead; repeatable` });

export const imageOptions = <T>(argv: Argv<T>) =>
  nodeOptions(argv)
    .option('image', { type: 'string', requiresArg: true, describe: 'image of the probe pods, best by digest; none is published yet; default: that of the pod we run in' })
    .option('image-pull-policy', { choices: ['IfNotPresent', 'Always', 'Never'] as const, describe: 'as in a pod; default: that of the pod we run in, or IfNotPresent' })
    .option('image-pull-secret', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: 'name of a Secret that is in every namespace with probe pods; repeatable' })
    .option('priority-class', { type: 'string', requiresArg: true, describe: 'PriorityClass of the probe pods' });

export const nodeOptions = <T>(argv: Argv<T>) =>
  argv
    .option('node-selector', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: 'probe pods only on nodes with this label (KEY=VALUE); repeatable' })
    .option('toleration', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: 'a taint that probe pods tolerate (KEY[=VALUE][:EFFECT], * for all); repeatable' });

export const publishOption = <T>(argv: Argv<T>) =>
  argv.option('publish', { choices: publications, array: true, default: [] as Publication[], requiresArg: true, describe: 'write the result into the cluster, too: policy reports (openreports.io, or wgpolicyk8s.io), or Events on findings; repeatable' });

/** With earlier runs. */
export const sinceOptions = <T>(argv: Argv<T>) =>
  argv
    .option('baseline', { type: 'string', array: true, requiresArg: true, describe: 'a report of before (-o json): only what is new fails the run; repeatable, the oldest first' })
    .option('history', { type: 'string', requiresArg: true, describe: 'keep reports in this folder or configmap/NAMESPACE/NAME, and tell what has changed since' })
    .option('keep', { type: 'number', requiresArg: true, default: 10, describe: 'with --history: how many reports are kept' });

export const recordOption = <T>(argv: Argv<T>) =>
  argv.option('record', { type: 'string', requiresArg: true, describe: 'save everything that was seen as JSON, for netproof report --from' });

export const doneFileOption = <T>(argv: Argv<T>) =>
  argv.option('done-file', { type: 'string', requiresArg: true, describe: 'written last, whatever came of it, with the path of the first report file (-o FORMAT=FILE): for a sidecar that waits, as that of Sonobuoy' });

export const holdOption = <T>(argv: Argv<T>) =>
  argv.option('hold', { type: 'string', default: '0s', requiresArg: true, describe: 'go on watching for this long after all has settled, as 60s or 2m; at most 30m' });

const longestHoldMs = 30 * 60_000;

/** @returns milliseconds */
export const holding = ({ hold }: { readonly hold: string }): number => parseDuration('--hold', hold, longestHoldMs);

/** yargs reads `--no-canary` as `--canary=false`. */
export const canarySwitch = <T>(argv: Argv<T>) =>
  argv.option('canary', { type: 'boolean', describe: 'also ask, on the nodes concerned, whether policy is enforced at all; default: yes, unless only the control namespace is named' });

/** Who may only use a namespace that exists can make none for the canary, unless it is said. */
export const canaryBeside = ({ canary, controlNamespace, canaryNamespace }: { canary: boolean | undefined; controlNamespace: string | undefined; canaryNamespace: string | undefined }): RunRequest['canary'] =>
  canary ?? (controlNamespace === undefined || canaryNamespace !== undefined) ? {} : false;

export const strictOption = <T>(argv: Argv<T>) => argv.option('strict', { type: 'boolean', default: false, describe: 'a startup exposure fails the run, too' });

export const judgeOptions = <T>(argv: Argv<T>) =>
  strictOption(argv)
    .option('require-evidence', { choices: ['weak', 'strong'] as const, default: 'weak' as const, describe: 'what a deny must rest on; on less it is inconclusive' })
    .option('fail-on', { type: 'string', requiresArg: true, coerce: listOf, defaultDescription: 'leak,overblock,policy-mismatch', describe: 'findings that fail the run, with commas between them, or none; a canary that fails always does' })
    .option('allow-inconclusive', { type: 'boolean', default: false, describe: 'what could not be judged does not lead to exit code 3, as long as anything conforms' });

export interface JudgeArguments {
  readonly strict: boolean;
  readonly requireEvidence: 'weak' | 'strong';
  readonly failOn: readonly string[] | undefined;
  readonly allowInconclusive: boolean;
}

/** @throws NetproofError ERR_USAGE */
export const judging = ({ strict, requireEvidence, failOn, allowInconclusive }: JudgeArguments): CompareOptions => ({ strict, requireEvidence, allowInconclusive, ...(failOn === undefined ? {} : { failOn: parseFailOn(failOn) }) });

/** Hides; never judges. */
export const severityOption = <T>(argv: Argv<T>) =>
  argv.option('min-severity', { choices: severities, default: 'low' as const, describe: 'show findings from this on only, in the table and in markdown; changes no exit code' });

export const namespacesOption = <T>(argv: Argv<T>, describe: string) =>
  argv.option('namespace', { alias: 'n', type: 'string', array: true, requiresArg: true, describe });

export const everywhereOptions = <T>(argv: Argv<T>, describe: string) =>
  namespacesOption(argv, `${describe}; repeatable`)
    .option('all-namespaces', { alias: 'A', type: 'boolean', default: false, describe: `${describe}: of all namespaces` })
    .option('selector', { alias: 'l', type: 'string', requiresArg: true, describe: 'only pods with these labels, as kubectl get pods -l has it: app=web,tier!=db' });

/** From files instead of a cluster. */
export const manifestsOption = <T>(argv: Argv<T>) =>
  argv.option('manifests', { type: 'string', requiresArg: true, coerce: listOf, describe: 'read manifests (files, folders, - for standard input) instead of the cluster; repeatable' });

export const internetOption = <T>(argv: Argv<T>) => argv.option('internet', { type: 'string', requiresArg: true, describe: 'address of a host of yours that stands for the world outside' });

export const fromPoliciesOptions = <T>(argv: Argv<T>) =>
  internetOption(everywhereOptions(argv, 'with --from-policies: whose policies'))
    .option('from-policies', { type: 'boolean', default: false, describe: 'probe what the NetworkPolicies say, too, or alone without -f' })
    .option('max-cells', { type: 'number', default: 200, requiresArg: true, describe: 'with --from-policies: probe at most so many cells of it' });

/** What all share that run to an end, or again and again. */
export const servingOptions = <T>(argv: Argv<T>) => publishOption(sinceOptions(holdOption(imageOptions(lentOptions(clusterOptions(argv))))));

/** What `run` and `canary` share. */
export const probingOptions = <T>(argv: Argv<T>) => recordOption(doneFileOption(reportOutputOptions(servingOptions(argv))));
