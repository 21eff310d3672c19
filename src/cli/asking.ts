/** What a run is to ask: a matrix that a person wrote, what the policies say, or both. */
import { NetproofError } from '../errors.ts';
import { parseMatrix } from '../matrix/parse.ts';
import { isDiallable } from '../matrix/words.ts';
import type { RunRequest } from '../run/context.ts';
import { readText } from './files.ts';

export interface AskingArguments {
  readonly filename: string | undefined;
  readonly fromPolicies: boolean;
  readonly namespace: readonly string[] | undefined;
  readonly maxCells: number;
  readonly internet: string | undefined;
}

/** @throws NetproofError ERR_USAGE if nothing is asked, or what is asked does not fit together */
export const asking = ({ filename, fromPolicies, namespace, maxCells, internet }: AskingArguments): Pick<RunRequest, 'loaded' | 'fromPolicies'> => {
  if (filename === undefined && !fromPolicies) throw new NetproofError('ERR_USAGE', 'Nothing is asked: give a matrix with -f, or --from-policies with -n');
  if (fromPolicies && namespace === undefined) throw new NetproofError('ERR_USAGE', '--from-policies needs -n: the namespaces whose policies are meant');
  if (!fromPolicies && (namespace !== undefined || internet !== undefined)) throw new NetproofError('ERR_USAGE', '-n and --internet go with --from-policies; a matrix names its own');
  if (!Number.isInteger(maxCells) || maxCells < 1) throw new NetproofError('ERR_USAGE', `--max-cells must be a whole number above 0, and is ${maxCells}`);
  return {
    ...(filename === undefined ? {} : { loaded: parseMatrix(readText(filename), filename) }),
    ...(fromPolicies ? { fromPolicies: { namespaces: [...new Set(namespace)], maxCells, ...(internet === undefined ? {} : { internet: hostAddress(internet) }) } } : {}),
  };
};

/** @throws NetproofError ERR_USAGE unless it is an address that one host has */
export const hostAddress = (address: string): string => {
  if (!isDiallable(address)) throw new NetproofError('ERR_USAGE', `--internet must be an IP address that one host has, and is "${address}"`);
  return address;
};
