/** By these names formats are asked for. Apart from what writes them, so that to know them costs nothing. */
export const formats = ['table', 'wide', 'json', 'yaml', 'junit', 'sarif', 'tap', 'markdown', 'html', 'prometheus', 'openreports'] as const;
export type Format = (typeof formats)[number];
