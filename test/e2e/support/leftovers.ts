import type { Kubectl } from './kubectl.ts';

interface List {
  readonly items: readonly { readonly kind?: string; readonly metadata: { readonly namespace?: string; readonly name: string } }[];
}

const names = ({ items }: List): string[] => items.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);

/** What must be gone the moment a run ends. */
export const podsAndLeasesIn = async (kubectl: Kubectl): Promise<string[]> => {
  const [pods, leases] = await Promise.all([
    kubectl.json<List>(['get', 'pods', '-A', '-l', 'netproof.dev/probe']),
    kubectl.json<List>(['get', 'leases', '-A', '-l', 'app.kubernetes.io/managed-by=netproof']),
  ]);
  // A Lease in a namespace that is ending goes with it.
  return [...names(pods), ...names(leases).filter((lease) => !lease.startsWith('netproof-'))];
};

/** Namespaces end some seconds after they were deleted. @returns what is still there after the time given */
export const waitUntilClean = async (kubectl: Kubectl, timeoutMs = 20_000): Promise<string[]> => {
  for (const until = Date.now() + timeoutMs; ; ) {
    const left = [...(await podsAndLeasesIn(kubectl)), ...names(await kubectl.json<List>(['get', 'namespaces', '-l', 'app.kubernetes.io/managed-by=netproof']))];
    if (left.length === 0 || Date.now() > until) return left;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};
