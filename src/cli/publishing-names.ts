/** By these names publications are asked for. Apart from what writes them, so that to know them costs nothing. */
export const publications = ['openreports', 'policyreports', 'events'] as const;
export type Publication = (typeof publications)[number];
