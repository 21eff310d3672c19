import type { DialStyle } from './plan.ts';

/** Equal for dials that would do the same at the same address. */
export const styleKey = ({ prober, speak, pace, http }: DialStyle): string =>
  JSON.stringify([prober, speak, pace, ...(http === undefined ? [] : [http.scheme, http.path, http.trustCluster])]);
