/** Whose namespaces are meant: some by name (-n), or all (-A). */
import { NetproofError } from '../errors.ts';

export interface NamespaceArguments {
  readonly namespace: readonly string[] | undefined;
  readonly allNamespaces: boolean;
}

/**
 * @returns absent where nobody said
 * @throws NetproofError ERR_USAGE if both were said
 */
export const askedNamespaces = ({ namespace, allNamespaces }: NamespaceArguments): readonly string[] | 'all' | undefined => {
  if (allNamespaces && namespace !== undefined) throw new NetproofError('ERR_USAGE', '-A means all namespaces, and -n some: give one of the two');
  return allNamespaces ? 'all' : namespace && [...new Set(namespace)];
};
