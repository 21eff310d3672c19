import { basename } from 'node:path';
import type { ClusterPaths } from '../state/paths.ts';

const variable = 'NETPROOF_TEST_CLUSTER';

/**
 * An environment variable with which every background process of a cluster is born. It is how `down` finds those that
 * an `up` started and was killed before it could write them down.
 */
export function marker(paths: ClusterPaths): string {
  return `${variable}=${basename(paths.dir)}`;
}

/** The whole environment of a cluster's processes: nothing of the caller's, above all no proxy and no credentials. */
export function clusterEnv(paths: ClusterPaths, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const [name = '', value = ''] = marker(paths).split('=');
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/', ...more, [name]: value };
}
