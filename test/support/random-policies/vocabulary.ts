/** Few words, so that selectors and ports of random policies often meet pods, and often miss them. */
import type { Protocol } from '../../../src/model/network-policy.ts';

export const podKeys = ['app', 'tier'] as const;
/** Nobody's label, and a name that every object of JavaScript knows. */
export const strangeKey = 'constructor';
export const podValues = ['web', 'db', ''] as const;
export const namespaceKeys = ['team', 'stage'] as const;
export const namespaceValues = ['red', 'blue', ''] as const;
/** The API server writes it on every namespace. */
export const namespaceNameKey = 'kubernetes.io/metadata.name';

/** Those in the middle are served by pods of the test cluster, the first by its internet. */
export const portNumbers = [7, 8079, 8080, 8081, 8082] as const;
/** The last is nobody's. */
export const portNames = ['serve', 'admin', 'nobody'] as const;
export const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
