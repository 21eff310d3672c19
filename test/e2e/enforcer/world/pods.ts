import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const controlPort = 9000;
/** Open on every pod, by TCP and by UDP. */
export const serverPorts = [8080, 8081] as const;

/** As a pod that Pod Security "restricted" admits. */
export interface AgentPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly namedPorts?: readonly { readonly name: string; readonly containerPort: number; readonly protocol: 'TCP' | 'UDP' }[];
}

export const agentPod = ({ namespace, name, labels, node, namedPorts = [] }: AgentPod): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name, labels },
  spec: {
    ...(node === undefined ? {} : { nodeSelector: { 'kubernetes.io/hostname': node } }),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'agent',
        image: 'localhost/netproof:test',
        imagePullPolicy: 'Never',
        command: ['/nodejs/bin/node', '--input-type=module-typescript', '-e', readFileSync(join(import.meta.dirname, 'agent.ts'), 'utf8')],
        env: [{ name: 'AGENT', value: JSON.stringify({ ports: serverPorts, controlPort }) }],
        ports: namedPorts,
        readinessProbe: { tcpSocket: { port: controlPort }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
});
