/** By what our pods are known, to us and to the Service before the controls. */
import type { Labels } from './snapshot.ts';

/** The one label that all pods of ours carry. */
export const probeLabel = 'netproof.dev/probe';

/** The labels of the pods in the control namespace: a run's own, since several runs may share a control namespace. */
export const controlLabels = (role: 'source' | 'stand-in' | 'resolver', run: string): Labels => ({ 'netproof.dev/control': role, 'netproof.dev/run': run });

/** The ports of the control stand-ins and of the Service before them. */
export const controlPorts = { tcp: 7007, udp: 7007, service: 7070 } as const;
