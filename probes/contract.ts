/**
 * What the coordinator and a probe pod say to each other, and nothing else: the plan that goes in through one
 * environment variable, and the records that come out, one JSON object a line, through the pod's log.
 *
 * A plan holds no expectation: a probe cannot know which answer anybody hopes for.
 */

/** Raised whenever a plan or a record changes its shape. A probe refuses a plan of another version. */
export const contractVersion = 4;

/** The environment variable that holds the plan, as JSON (at most 128 KiB, the kernel's limit for one string). */
export const planVariable = 'NETPROOF_PLAN';

/** The environment variable in which the downward API gives the pod's own addresses, separated by commas. */
export const podIpsVariable = 'NETPROOF_POD_IPS';

/**
 * Where a probe that takes orders finds the latest: the downward API writes the pod's annotation into this file, some
 * 200 ms after it was changed.
 */
export const ordersFile = { directory: '/netproof-orders', name: 'orders', annotation: 'netproof.dev/orders' } as const;

/** A record's line is never longer, so that no container runtime splits it (the smallest known limit is 16 KiB). */
export const maxLineBytes = 8192;

/** 4 or 6. Every dial goes to an address literal of one family. */
export type Family = 4 | 6;

/** What is spoken after a TCP connect: our nonce, a protocol's own harmless greeting, or nothing at all. */
export type Speak = 'echo' | 'redis' | 'mysql' | 'postgres' | 'http' | 'tls' | 'nothing';

interface DialBase {
  /** Unique within the plan; every record about this dial carries it. */
  readonly id: string;
  /** An IP literal. */
  readonly address: string;
  readonly port: number;
  /** How long one attempt may take before it counts as `timed-out`. */
  readonly timeoutMs: number;
  /**
   * Pauses between the starts of attempts, in milliseconds. The first attempt starts at once. After the list has
   * been used up, its last pause repeats for ever if `repeat` is set; otherwise the dial is finished, so that a
   * list of 9 pauses makes 10 attempts.
   */
  readonly pausesMs: readonly number[];
  readonly repeat: boolean;
  /**
   * Attempts, the first one too, wait until the node's clock leaves this remainder when divided by the pause. Many pods
   * that keep step wake up once for many packets, and need half of the processor time. Milliseconds.
   */
  readonly phaseMs?: number;
}

/** A TCP connect, and what is said after it. */
export interface TcpDial extends DialBase {
  readonly prober: 'tcp';
  readonly speak: Speak;
  /** Sent as `<nonce>.<number of the attempt>` where `speak` is `echo`. */
  readonly nonce: string;
}

/** A datagram with a nonce, judged by the reply that carries it. */
export interface UdpDial extends DialBase {
  readonly prober: 'udp';
  readonly nonce: string;
}

/**
 * A real query to a given server. Any well-formed answer with the query's id counts as connected. Attempts ask for the
 * names in turn, so that one that exists and one that does not tell a resolver from a server that says yes to all.
 */
export interface DnsDial extends DialBase {
  readonly prober: 'dns';
  readonly transport: 'udp' | 'tcp';
  readonly names: readonly string[];
  readonly type: 'A' | 'AAAA';
}

/** One request without credentials; only the status line is kept. Any status counts as connected. */
export interface HttpDial extends DialBase {
  readonly prober: 'http';
  readonly scheme: 'http' | 'https';
  readonly path: string;
  /**
   * PEM. With it the served certificate's chain is checked (not its names: an endpoint is dialled by an address that
   * need not be among them), and the outcome says whether it held; the answer counts either way.
   */
  readonly caPem?: string;
}

export type Dial = TcpDial | UdpDial | DnsDial | HttpDial;

/** A port on which the probe answers nonces. */
export interface Listen {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** All that one probe pod is told. It listens, it dials, or both; there are no other roles. */
export interface ProbePlan {
  readonly contract: typeof contractVersion;
  readonly run: string;
  /** The pod's name as the coordinator knows it. */
  readonly pod: string;
  /** Unguessable; a responder puts it into every answer, so that the dialler's record shows who answered. */
  readonly responder: string;
  /** A TCP port that only accepts, counts and closes: the kubelet's readiness probe goes there. */
  readonly controlPort: number;
  readonly listen: readonly Listen[];
  /** Dial one's own pod addresses on every `listen` port, as the proof that the listener works. */
  readonly selfDial: boolean;
  readonly dials: readonly Dial[];
  /** More dials come while it runs, through {@link ordersFile}. */
  readonly takesOrders?: true;
  /** The pod stops by itself after this long, whatever happens to the coordinator. */
  readonly lifeMs: number;
}

/** What a running probe is to dial from now on: what it dialled before and does not find here again, it gives up. */
export interface Orders {
  /** Counts up; an order is carried out once. */
  readonly number: number;
  /** Ids are never used again for another dial. */
  readonly dials: readonly Dial[];
}

export type OutcomeKind =
  | 'connected'
  | 'refused'
  | 'reset'
  | 'icmp-unreachable'
  | 'timed-out'
  | 'dns-error'
  | 'local-error';

/** What beyond the bare handshake shows who answered. A `connected` without proof may be anybody's handshake. */
export type Proof = 'echo' | 'greeting' | 'answer' | 'none';

/** What one attempt met. A network result is never an exception. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly proof: Proof;
  /**
   * The system's or the protocol's own word: `ECONNREFUSED`, `NXDOMAIN`, `401`. Where there is none, ours:
   * `no-answer` (connected, then silence), `closed` (before an answer), `unexpected-answer` (not of this protocol).
   */
  readonly code?: string;
  readonly syscall?: string;
  /** Ours, `address:port`. */
  readonly local?: string;
  /** Theirs, `address:port`. */
  readonly remote?: string;
  /** The responder that answered: `ProbePlan.responder` of the stand-in. */
  readonly by?: string;
  /** The address that the responder saw us come from. */
  readonly seen?: string;
  /** The addresses in a DNS answer, at most 8 of them. */
  readonly answers?: readonly string[];
  readonly elapsedMs: number;
}

/*
 * Records. Times are milliseconds since the probe started, on a monotonic clock of the pod's own: they serve for
 * differences within this pod only. When a line reached the coordinator is the coordinator's to note.
 */

/** First line of every log. */
export interface HelloRecord {
  readonly t: 'hello';
  readonly contract: number;
  readonly run: string;
  readonly pod: string;
  readonly ips: readonly string[];
  /** Wall clock of the node, ISO 8601; for people, never for a verdict. */
  readonly wall: string;
}

/** A port that is open, or the reason why it is not. */
export interface ListeningRecord {
  readonly t: 'listening';
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly ms: number;
  readonly error?: string;
}

/**
 * Attempts of one dial, in the order of their starts, that met the same kind, proof and code. A streak may be
 * written in several pieces (one at each beat); the pieces say the same and add up.
 */
export interface StreakRecord {
  readonly t: 'streak';
  readonly dial: string;
  readonly kind: OutcomeKind;
  readonly proof: Proof;
  readonly code?: string;
  readonly syscall?: string;
  readonly n: number;
  /** Start of the first and of the last attempt, and the end of the last. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly endMs: number;
  /** Shortest and longest attempt. */
  readonly minMs: number;
  readonly maxMs: number;
  /** Of the last attempt. */
  readonly local?: string;
  readonly remote?: string;
  /** Answers by responder, at most 16 of them. */
  readonly by?: Readonly<Record<string, number>>;
  /** The address that the responder saw in the last answer. */
  readonly seen?: string;
  /** The addresses in the last DNS answer that had any. */
  readonly answers?: readonly string[];
}

/** One attempt in the fewest words: its dial, its start and end, what it met, and the code where there is one. */
export type BriefAttempt = readonly [dial: string, startMs: number, endMs: number, kind: OutcomeKind, proof: Proof, code?: string];

/**
 * Attempts of many dials that ended together, those of one dial in the order of their starts. So write probes that take
 * orders: they dial for long, a kubelet keeps 10 MiB of a log, and a line costs a node more than an attempt does.
 */
export interface AttemptsRecord {
  readonly t: 'attempts';
  readonly of: readonly BriefAttempt[];
}

/** An order was carried out; or was not, because of the error. */
export interface OrderedRecord {
  readonly t: 'ordered';
  readonly number: number;
  readonly ms: number;
  readonly error?: string;
}

/** Connections on the control port since the last such record. */
export interface AcceptRecord {
  readonly t: 'accept';
  readonly n: number;
  readonly from: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** A responder's own word that a nonce arrived: proof of a leak even where the reply was lost. Counts since the last such record. */
export interface WitnessRecord {
  readonly t: 'witness';
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** The dial's nonce, without the number of the attempt. */
  readonly nonce: string;
  readonly from: string;
  readonly n: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/**
 * Four times a second at first, once a second later: all that was known at `ms` has been written. What is known of a
 * dial ends before its earliest attempt still under way, since attempts are written in the order of their starts.
 */
export interface BeatRecord {
  readonly t: 'beat';
  readonly ms: number;
  /** Requests since the last beat that were answered but not witnessed, because too many nonces came at once. */
  readonly unwitnessed?: number;
}

/** Last line. Without it the log is not whole, and no deny rests on it. */
export interface EndRecord {
  readonly t: 'end';
  readonly ms: number;
  readonly reason: 'stopped' | 'life-over' | 'bad-plan' | 'crashed';
  readonly message?: string;
  /** Lines before this one, attempts in them, and the SHA-256 of those lines, each with its newline, in hex. */
  readonly lines: number;
  readonly attempts: number;
  readonly sha256: string;
}

export type ProbeRecord =
  | HelloRecord
  | ListeningRecord
  | OrderedRecord
  | StreakRecord
  | AttemptsRecord
  | AcceptRecord
  | WitnessRecord
  | BeatRecord
  | EndRecord;

/** How many attempts a record tells of. */
export const attemptsIn = (record: ProbeRecord): number => (record.t === 'streak' ? record.n : record.t === 'attempts' ? record.of.length : 0);

/** What a dialler sends, without the newline; the responder's answer repeats it and adds its id and what it saw. */
export const greeting = {
  request: (nonce: string, attempt: number): string => `netproof/1 ${nonce}.${attempt}`,
  answer: (request: string, responder: string, seen: string): string => `${request} ${responder} ${seen}`,
  /** A request as a responder accepts it; anything else is answered with silence. */
  pattern: /^netproof\/1 ([A-Za-z0-9_-]{8,64})\.(\d{1,9})$/,
} as const;
