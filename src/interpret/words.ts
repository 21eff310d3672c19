/** Times as a person reads them. */

/** `1 234 ms` */
export const inMs = (ms: number): string => `${Math.round(ms).toString().replaceAll(/\B(?=(?:\d{3})+$)/g, ' ')} ms`;

/** `30 s`, `1.5 s` */
export const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
