/** What a run is to ask: a matrix that a person wrote, what the policies say, or both. */
import { NetproofError } from '../errors.ts';
import { parseMatrix } from '../matrix/parse.ts';
import { isDiallable } from '../matrix/words.ts';
import type { RunRequest } from '../run/context.ts';
import type { Selector } from '../model/snapshot.ts';
import { readText } from './files.ts';
import { parseLabelSelector } from './label-selector.ts';
import { askedNamespaces } from './namespaces.ts';
import type { NamespaceArguments } from './namespaces.ts';

export interface AskingArguments extends NamespaceArguments {
  readonly filename: string | undefined;
  readonly fromPolicies: boolean;
  readonly maxCells: number;
  readonly internet: string | undefined;
  readonly selector: string | undefined;
}

/** @throws NetproofError ERR_USAGE if nothing is asked, or what is asked does not fit together */
export const asking = ({ filename, fromPolicies, maxCells, internet, selector, ...asked }: AskingArguments): Pick<RunRequest, 'loaded' | 'fromPolicies'> => {
  const namespaces = askedNamespaces(asked);
  if (filename === undefined && !fromPolicies) throw new NetproofError('ERR_USAGE', 'Nothing is asked: give a matrix with -f, or --from-policies with -n; netproof init writes a first matrix');
  if (fromPolicies && namespaces === undefined) throw new NetproofError('ERR_USAGE', '--from-policies needs -n: the namespaces whose policies are meant, or -A for all of them');
  if (!fromPolicies && (namespaces ?? internet ?? selector) !== undefined) throw new NetproofError('ERR_USAGE', '-n, -A, -l and --internet go with --from-policies; a matrix names its own');
  if (!Number.isInteger(maxCells) || maxCells < 1) throw new NetproofError('ERR_USAGE', `--max-cells must be a whole number above 0, and is ${maxCells}`);
  return {
    ...(filename === undefined ? {} : { loaded: parseMatrix(readText(filename), filename) }),
    ...(fromPolicies && namespaces !== undefined ? { fromPolicies: { namespaces, maxCells, ...(internet === undefined ? {} : { internet: hostAddress(internet) }), ...podsIn(selector) } } : {}),
  };
};

/** @throws NetproofError ERR_USAGE if it is no selector */
export const podsIn = (selector: string | undefined): { readonly pods?: Selector } => (selector === undefined ? {} : { pods: parseLabelSelector(selector) });

/** @throws NetproofError ERR_USAGE unless it is an address that one host has */
export const hostAddress = (address: string): string => {
  if (!isDiallable(address)) throw new NetproofError('ERR_USAGE', `--internet must be an IP address that one host has, and is "${address}"`);
  return address;
};
