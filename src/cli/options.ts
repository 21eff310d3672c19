/** Flags that several commands share, with kubectl's names, and what the rest of the code wants to hear of them. */
import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ConnectOptions } from '../cluster/connection.ts';
import type { CompareOptions } from '../compare/compare.ts';

/** The parser as commands find it: with the flags that all of them have. */
export type Parser = Argv<{ verbose: boolean; quiet: boolean }>;

/** What a command's action is handed, by the flags that the command declares. Actions are loaded when they are wanted. */
export type ArgumentsOf<Options> = Options extends (argv: Parser) => Argv<infer Flags> ? ArgumentsCamelCase<Flags> : never;

export const clusterOptions = <T>(argv: Argv<T>) =>
  argv
    .option('kubeconfig', { type: 'string', describe: 'path of the kubeconfig; default: $KUBECONFIG, ~/.kube/config, or the pod we run in', requiresArg: true })
    .option('context', { type: 'string', describe: 'context of the kubeconfig', requiresArg: true });

export const connectOptions = ({ kubeconfig, context }: { kubeconfig: string | undefined; context: string | undefined }): ConnectOptions => ({
  ...(kubeconfig === undefined ? {} : { kubeconfig }),
  ...(context === undefined ? {} : { context }),
});

export const fileOption = <T>(argv: Argv<T>) =>
  argv.option('filename', { alias: 'f', type: 'string', demandOption: true, requiresArg: true, describe: 'the expected matrix (YAML), - for standard input' });

export const guestOptions = <T>(argv: Argv<T>) =>
  argv
    .option('allow-autoscaled', { type: 'boolean', default: false, describe: 'probe with labels that a HorizontalPodAutoscaler counts' })
    .option('control-namespace', { type: 'string', requiresArg: true, describe: 'an existing namespace for the control pods; default: one is made for the run' });

export const controlOptions = ({ controlNamespace }: { controlNamespace: string | undefined }): { readonly controlNamespace?: string } =>
  controlNamespace === undefined ? {} : { controlNamespace };

export const outputOptions = <T>(argv: Argv<T>) =>
  argv.option('output', { alias: 'o', choices: ['table', 'json'] as const, default: 'table' as const, describe: 'how the result is printed' });

export const judgeOptions = <T>(argv: Argv<T>) =>
  argv
    .option('strict', { type: 'boolean', default: false, describe: 'a startup exposure fails the run, too' })
    .option('require-evidence', { choices: ['weak', 'strong'] as const, default: 'weak' as const, describe: 'what a deny must rest on; on less it is inconclusive' });

export const judging = ({ strict, requireEvidence }: Required<CompareOptions>): CompareOptions => ({ strict, requireEvidence });
