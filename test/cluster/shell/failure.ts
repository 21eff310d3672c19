/** What a person can act on: the command prints its message and nothing else. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
