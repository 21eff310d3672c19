import { basename } from 'node:path';

/** What a user types to call us: kubectl finds an executable `kubectl-netproof`, and calls it `kubectl netproof`. */
export type ProgramName = 'netproof' | 'kubectl netproof';

/** @param path by which the process was started, a link as it is */
export const programName = (path = ''): ProgramName => (/^kubectl-netproof(?:\.[a-z]+)?$/.test(basename(path)) ? 'kubectl netproof' : 'netproof');
