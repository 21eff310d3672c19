import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { addCommands } from './commands.ts';
import { ClusterError, messageOf } from './shell/failure.ts';

/** `npm run cluster -- …`: the command on top of the library. */
try {
  await addCommands(yargs(hideBin(process.argv)).scriptName('npm run cluster --'))
    .strict()
    .demandCommand(1, 1, 'Say what to do')
    .fail((message, error) => {
      throw error instanceof Error ? error : new ClusterError(`${message} (see --help)`);
    })
    .parseAsync();
} catch (error) {
  const detail = error instanceof ClusterError ? error.message : error instanceof Error ? error.stack : messageOf(error);
  process.stderr.write(`${detail}\n`);
  process.exitCode = 1;
}
