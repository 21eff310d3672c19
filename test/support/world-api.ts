/** The API server as the battery needs it: it keeps policies, and remembers what was asked, a line each. */
import { ApiException } from '@kubernetes/client-node';
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import type { Connection } from '../../src/cluster/connection.ts';

export interface WorldApi {
  readonly api: Connection;
  /** `create n/p`, `patch pod n/p {…}`. */
  readonly asked: string[];
  readonly policies: Map<string, V1NetworkPolicy>;
}

export interface WorldApiInput {
  /** What admission makes of a policy. */
  readonly admit?: (policy: V1NetworkPolicy) => V1NetworkPolicy;
  /** What admission makes of labels. */
  readonly relabel?: (labels: Readonly<Record<string, unknown>>) => object;
  /** Every request is answered with this status. */
  readonly refuses?: number;
}

interface PolicyRequest {
  readonly namespace: string;
  readonly name?: string;
  readonly body: V1NetworkPolicy;
}

interface PatchRequest {
  readonly name: string;
  readonly body: { readonly metadata: { readonly labels?: Readonly<Record<string, unknown>> } };
}

const refusing = (status: number): never => {
  throw new ApiException(status, '', JSON.stringify({ message: `status ${status}` }), {});
};

export const worldApi = ({ admit = (policy) => policy, relabel = (labels) => labels, refuses }: WorldApiInput = {}): WorldApi => {
  const asked: string[] = [];
  const policies = new Map<string, V1NetworkPolicy>();
  const ask = (line: string): void => {
    asked.push(line);
    if (refuses !== undefined) refusing(refuses);
  };
  const put = (key: string, body: V1NetworkPolicy): V1NetworkPolicy => {
    policies.set(key, body);
    return admit(body);
  };
  const patched = (what: string, { metadata }: PatchRequest['body']): object => {
    ask(`patch ${what} ${JSON.stringify(metadata)}`);
    const labels = Object.entries(metadata.labels ?? {}).filter(([, value]) => value !== null);
    return { metadata: { labels: relabel(Object.fromEntries(labels)) } };
  };
  const networking = {
    createNamespacedNetworkPolicy: async ({ namespace, body }: PolicyRequest) => {
      const key = `${namespace}/${body.metadata?.name}`;
      ask(`create ${key}`);
      return policies.has(key) ? refusing(409) : put(key, body);
    },
    replaceNamespacedNetworkPolicy: async ({ namespace, name, body }: PolicyRequest) => {
      ask(`replace ${namespace}/${name}`);
      return put(`${namespace}/${name}`, body);
    },
    deleteNamespacedNetworkPolicy: async ({ namespace, name }: { readonly namespace: string; readonly name: string }) => {
      ask(`delete ${namespace}/${name}`);
      if (!policies.delete(`${namespace}/${name}`)) refusing(404);
    },
  };
  const core = {
    patchNamespacedPod: async ({ namespace, name, body }: PatchRequest & { readonly namespace: string }) => patched(`pod ${namespace}/${name}`, body),
    patchNamespace: async ({ name, body }: PatchRequest) => patched(`namespace ${name}`, body),
  };
  return { api: { networking, core } as unknown as Connection, asked, policies };
};
