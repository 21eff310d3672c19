/** By what netproof knows its own objects again. */
export const managedBy = { 'app.kubernetes.io/managed-by': 'netproof' } as const;

export const runAnnotation = 'netproof.dev/run';

/** On each Lease, and on a namespace without a heart of its own: where the one Lease of the run is that is renewed. */
export const heartAnnotation = 'netproof.dev/heart';

/** The one container of a probe pod. */
export const containerName = 'probe';

/** All objects of a run, in every namespace, hang on a Lease of this name. */
export const leaseName = (run: string): string => `netproof-${run}`;
