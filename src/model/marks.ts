/** By what our pods are known, to us and to the Service before the controls. */
import type { Labels } from './snapshot.ts';

/** The one label that all pods of ours carry. */
export const probeLabel = 'netproof.dev/probe';

/** What a pod of ours wears besides the labels that its plan gives it. */
export const wornBy = ({ labels }: { readonly labels: Labels }): Labels => ({ ...labels, [probeLabel]: 'true' });

/** Kubernetes itself puts these on every pod that it gives a node (PodTopologyLabels, on from 1.35), whatever stood there. */
export const placeLabels: readonly string[] = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

/** The labels of the pods in the control namespace: a run's own, since several runs may share a control namespace. */
export const controlLabels = (role: 'source' | 'stand-in' | 'resolver', run: string): Labels => ({ 'netproof.dev/control': role, 'netproof.dev/run': run });

/** The ports of the control stand-ins and of the Service before them. */
export const controlPorts = { tcp: 7007, udp: 7007, service: 7070 } as const;

/**
 * The ports of the canary: its policies open one of them and leave the other closed. They are not the same for TCP and UDP,
 * so that an enforcer which takes one for the other lets through what it must not.
 */
export const canaryPorts = { open: { TCP: 7117, UDP: 7118 }, closed: { TCP: 7118, UDP: 7117 } } as const;

/** The labels of the canary's guarded pods: by these its policies select them. */
export const canaryLabels = (role: 'client' | 'server', run: string): Labels => ({ 'netproof.dev/canary': role, 'netproof.dev/run': run });

/** Whether a pod with these labels is one of the canary's guarded pods of that run. */
export const isGuarded = (labels: Labels, run: string): boolean => labels['netproof.dev/canary'] !== undefined && labels['netproof.dev/run'] === run;

/** On pods of ours that a Service picks node by node; its value is a hash, since a node's name may be too long for a label. */
export const nodeLabel = 'netproof.dev/on';
