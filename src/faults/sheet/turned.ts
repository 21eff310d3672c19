/** What a fault turns at one end of a sheet. */
export type Turned = { readonly source: number; readonly columns: Iterable<number> } | { readonly column: number; readonly sources: Iterable<number> };
