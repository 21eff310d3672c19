/** How well a premise of a deny is proven. */
export interface Evidence {
  readonly strength: 'strong' | 'weak' | 'none';
  /** Who or what says so, or what is missing, in words. */
  readonly by: string;
}

/** Why a destination could be neither called reachable nor unreachable. */
export type Doubt =
  /** Open, or closed to a source that policy lets through, but not for as long as a late enforcer may take to change that. */
  | 'not-final'
  /** A virtual address, while an endpoint behind it is open: the attempts may have missed that one. */
  | 'endpoint-open'
  /** A deny of the canary, while what the same policy allows has not got through. */
  | 'twin-not-open'
  | 'probe-not-proven'
  | 'path-not-proven'
  | 'target-not-proven'
  | 'nobody-there'
  | 'source-reaches-nothing'
  | 'not-settled'
  | 'intercepted'
  | 'changed'
  | 'altered'
  | 'not-run';

/**
 * Attempts that followed each other and met one answer: how many of which. Where the answer changed too often to tell each
 * time, a window holds several.
 */
export interface AnswerWindow {
  /** Start of the first and of the last of them, in milliseconds since the probe's start. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly open: number;
  readonly closed: number;
  /** An error of ours, or a handshake by nobody knows whom. */
  readonly unclear: number;
}

/** One answer over time: how many attempts met it. */
export interface Tally {
  readonly attempts: number;
  readonly open: number;
  /** The last outcome, in a word or two: `timed-out`, `refused (ECONNREFUSED)`, `connected (echo)`. */
  readonly last: string;
  /** Age of the probe at its first attempt: what opened and closed earlier was invisible. */
  readonly firstAttemptMs: number;
  /** Shortest and longest exchange of those that got through, in milliseconds. */
  readonly latencyMs?: { readonly min: number; readonly max: number };
  /** All attempts in the order of time; absent where there was none, and in reports of earlier versions. */
  readonly answers?: readonly AnswerWindow[];
}

/** What the attempts at one destination add up to. */
export interface DestinationObservation {
  readonly label: string;
  readonly address: string;
  readonly state: 'reachable' | 'unreachable' | 'intermittent' | 'inconclusive';
  readonly doubt?: Doubt;
  /** One sentence for people: why it is inconclusive, or what was seen. */
  readonly reason?: string;
  readonly tally: Tally;
  /** For a closed destination: that probe, path and target lived in the same window. */
  readonly evidence?: { readonly probe: Evidence; readonly path: Evidence; readonly target: Evidence };
  /** How long the answer that stayed has been seen: first start to last start, ms since the epoch. */
  readonly held?: { readonly fromMs: number; readonly toMs: number };
  /** Open first, then closed: the first and the last open attempt, in milliseconds since the probe's start. */
  readonly exposure?: { readonly firstMs: number; readonly lastMs: number };
  /** It never closed for long enough to count, but some attempts in between were lost. */
  readonly lossy?: true;
  /** Closed at first, or once, and open ever since: from the probe's start to the first attempt of that time that got through, in milliseconds. */
  readonly openedAfterMs?: number;
}

/** What was seen of a cell, destination by destination. */
export interface Observation {
  readonly cell: string;
  readonly destinations: readonly DestinationObservation[];
}
