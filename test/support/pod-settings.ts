import type { PodSettings } from '../../src/model/pod-settings.ts';

/** Nothing special is asked of the pods. */
export const somePods: PodSettings = { image: 'netproof', imagePullPolicy: 'Never', imagePullSecrets: [], nodeSelector: {}, tolerations: [] };
