import type { completionOptions } from '../commands/completion.ts';
import { completionScripts } from '../completion-scripts.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const completion = (args: ArgumentsOf<typeof completionOptions>): void => createOutput(args).result(completionScripts[args.shell]);
