/** A made-up cluster as objects of the API: nobody runs these pods, and no kubelet stands behind these nodes. */
import type { World } from '../../../src/world/world.ts';
import { manifestOf } from '../../support/random-policies/manifest.ts';

export const nodeName = (index: number): string => `made-up-${index}`;

export const namespaceObject = (name: string, labels: Readonly<Record<string, string>>): object => ({
  metadata: { name, labels: Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith('pod-security.') && key !== 'kubernetes.io/metadata.name')) },
});

export const nodeObject = (index: number): object => ({
  metadata: { name: nodeName(index), labels: { 'kubernetes.io/hostname': nodeName(index), 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'topology.kubernetes.io/zone': `zone-${index % 3}` } },
});

export const nodeStatus = (index: number): object => ({
  status: {
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '', lastHeartbeatTime: since, lastTransitionTime: since }],
    addresses: [{ type: 'InternalIP', address: `198.18.${index >>> 8}.${index & 255}` }],
    capacity: { cpu: '8', memory: '32Gi', pods: '250' },
    allocatable: { cpu: '8', memory: '32Gi', pods: '250' },
  },
});

type MadeUpPod = World['pods'][number];

/** @param index of the pod, by which its name is its own */
export const podObject = ({ called, labels, ports }: MadeUpPod, index: number, nodes: number): object => ({
  metadata: { name: podName(called, index), labels },
  spec: {
    nodeName: nodeName(index % nodes),
    automountServiceAccountToken: false,
    tolerations: [{ operator: 'Exists' }],
    containers: [{ name: 'main', image: 'made.up/image:1', ports: ports.map(({ name, protocol, port }) => ({ ...(name === '' ? {} : { name }), protocol, containerPort: port })) }],
  },
});

export const podName = (called: string, index: number): string => `${called}-${index}`;

export const podStatus = ({ ips }: MadeUpPod): object => ({
  status: {
    phase: 'Running',
    podIP: ips[0],
    podIPs: ips.map((ip) => ({ ip })),
    startTime: since,
    conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: 'True', lastTransitionTime: since })),
    containerStatuses: [{ name: 'main', image: 'made.up/image:1', imageID: 'made-up', ready: true, restartCount: 0, started: true, state: { running: { startedAt: since } } }],
  },
});

export const policyObject = (policy: World['policies'][number]): object => manifestOf(policy, 0);

const since = '2026-11-01T00:00:00Z';
