/** What may go wrong between a client and an API server. */
export type Fault =
  /** An answer that is not the server's; `executed` where the server has done what was asked all the same. */
  | { readonly kind: 'answer'; readonly status: 408 | 409 | 410 | 429 | 500 | 503 | 504; readonly executed: boolean }
  /** The connection is gone: before the server was asked, in the middle of its answer, or once it has done it. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'within' | 'after' }
  /** The answer comes so late; ms. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** A stream ends after so many bytes, as if it were whole, or breaks. */
  | { readonly kind: 'cut'; readonly bytes: number; readonly clean: boolean }
  /** A list as it was the first time that somebody asked for it. */
  | { readonly kind: 'stale' };

/** What a fault is chosen by. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** The answer goes on: a watch, or a log that is followed. */
  readonly streams: boolean;
}

export type Choose = (asked: Asked) => Fault | undefined;

export const nameOf = (fault: Fault): string => {
  switch (fault.kind) {
    case 'answer':
      return `${fault.status}${fault.executed ? ' though done' : ''}`;
    case 'drop':
      return `drop ${fault.when}`;
    case 'stall':
      return `stall ${fault.ms < 10_000 ? 'short' : 'long'}`;
    case 'cut':
      return fault.clean ? 'stream ends early' : 'stream breaks';
    case 'stale':
      return 'stale list';
  }
};
