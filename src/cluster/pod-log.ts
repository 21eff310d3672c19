import type { Named } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { containerName } from './identity.ts';

/**
 * Follows a pod's log from its first line, through the API server and the kubelet: never over the network under test.
 * Ends when the container has ended, or when `onChunk` says that it wants no more.
 *
 * @throws NetproofError if the stream cannot be opened or breaks
 */
export const followLog = async (api: Connection, { namespace, name }: Named, signal: AbortSignal, onChunk: (chunk: Uint8Array) => boolean): Promise<void> => {
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/log`;
  const chunks = await api.stream(path, { container: containerName, follow: 'true' }, signal);
  for await (const chunk of chunks) if (!onChunk(chunk)) return;
};
