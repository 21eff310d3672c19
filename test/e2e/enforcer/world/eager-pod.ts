import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyObject } from '../../support/namespace.ts';
import type { Kubectl } from '../../support/kubectl.ts';

export interface EagerResult {
  readonly attempts: number;
  /** When the attempts that connected began, since the pod's first instruction. */
  readonly openedAtMs: readonly number[];
}

/** Starts a pod that dials at once, and waits for what it tells. */
export const dialEagerly = async (kubectl: Kubectl, pod: { readonly namespace: string; readonly name: string; readonly node: string }, address: string, port: number, forMs: number): Promise<EagerResult> => {
  const { namespace, name, node } = pod;
  await applyObject(kubectl, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name },
    spec: {
      restartPolicy: 'Never',
      nodeSelector: { 'kubernetes.io/hostname': node },
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'eager',
          image: 'localhost/netproof:test',
          imagePullPolicy: 'Never',
          command: ['/nodejs/bin/node', '--input-type=module-typescript', '-e', readFileSync(join(import.meta.dirname, 'eager.ts'), 'utf8')],
          env: [{ name: 'EAGER', value: JSON.stringify({ address, port, forMs }) }],
        },
      ],
    },
  });
  await kubectl(['wait', '--for=jsonpath={.status.phase}=Succeeded', '--timeout=60s', '-n', namespace, `pod/${name}`]);
  return JSON.parse(await kubectl(['logs', '-n', namespace, name])) as EagerResult;
};
