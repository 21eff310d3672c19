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
  /** Every request is answered with this status. */
  readonly refuses?: number;
}

interface PolicyRequest {
  readonly namespace: string;
  readonly name?: string;
  readonly body: V1NetworkPolicy;
}

const refusing = (status: number): never => {
  throw new ApiException(status, '', JSON.stringify({ message: `status ${status}` }), {});
};

export const worldApi = ({ admit = (policy) => policy, refuses }: WorldApiInput = {}): WorldApi => {
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
    patchNamespacedPod: async ({ namespace, name, body }: { readonly namespace: string; readonly name: string; readonly body: { readonly metadata: object } }) => ask(`patch pod ${namespace}/${name} ${JSON.stringify(body.metadata)}`),
    patchNamespace: async ({ name, body }: { readonly name: string; readonly body: { readonly metadata: object } }) => ask(`patch namespace ${name} ${JSON.stringify(body.metadata)}`),
  };
  return { api: { networking, core } as unknown as Connection, asked, policies };
};
