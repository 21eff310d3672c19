/** What a test says of a run, see `recording.ts`. */
import type { Family } from '../../probes/contract.ts';
import type { Path, Transport } from '../../src/model/cell.ts';
import type { DialPlan, DialStyle, Liveness, Skip } from '../../src/model/plan.ts';
import type { Change, PodLog, Settings } from '../../src/model/recording.ts';
import type { Labels, Named } from '../../src/model/snapshot.ts';
import type { Span } from './streaks.ts';

export interface DestinationScript {
  /** A stand-in of ours unless said otherwise. */
  readonly liveness?: Liveness;
  /** null where nobody knows the node. */
  readonly node?: string | null;
  readonly address?: string;
  /** The nodes behind a ClusterIP. */
  readonly nodes?: readonly string[];
  readonly service?: Named;
  /** How many servers a virtual address leads to. */
  readonly backends?: number;
  /** Endpoints are not chosen by chance. */
  readonly sticky?: boolean;
  readonly blindMs?: number;
  /** Names of the live pods behind it. */
  readonly pods?: readonly string[];
  readonly seen?: readonly Span[];
  /** The stand-in receives this dial's nonce at these times. */
  readonly witnessed?: readonly (readonly [fromMs: number, toMs: number])[];
  /** Who signs the echoes, if not the stand-in. */
  readonly answeredBy?: string;
  /** No dial was planned: the stand-in had no address. */
  readonly notDialled?: boolean;
}

export interface CellScript extends DestinationScript {
  readonly source?: string;
  readonly target?: string;
  readonly intent?: 'allow' | 'deny';
  readonly path?: Path;
  readonly transport?: Transport;
  readonly family?: Family;
  readonly port?: number;
  readonly style?: DialStyle;
  readonly controlDials?: boolean;
  readonly destinations?: readonly DestinationScript[];
}

export type Times = readonly (readonly [fromMs: number, toMs: number])[];

export interface Script {
  readonly cells: readonly CellScript[];
  /** Node of each source; n1 unless said otherwise. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly labels?: Labels;
  /** When the kubelet's probe came once a second, by pod. */
  readonly accepts?: Readonly<Record<string, Times>>;
  readonly acceptsFrom?: string;
  /** What stand-ins met when they dialled themselves, by pod. */
  readonly self?: Readonly<Record<string, readonly Span[]>>;
  /** What the control sources met on their way to the control stand-ins. */
  readonly path?: readonly Span[];
  /** Changes the control dials, or takes some away. */
  readonly pathDials?: (dials: readonly DialPlan[]) => readonly DialPlan[];
  /** What the control sources met at the addresses of cells with `controlDials`. */
  readonly reach?: readonly Span[];
  readonly decoy?: readonly Span[];
  readonly altered?: Readonly<Record<string, string>>;
  readonly failed?: Readonly<Record<string, string>>;
  /** Pods whose log is not whole, and why. */
  readonly flawed?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, PodLog['records']>>;
  readonly changes?: readonly Change[];
  /** Live pods whose readiness did not hold. */
  readonly unready?: readonly string[];
  readonly skips?: readonly Skip[];
  readonly untilMs?: number;
  readonly brokeOff?: string;
  readonly settings?: Partial<Settings>;
  /** Add this to every pod's clock. */
  readonly clockMs?: number;
  readonly wall?: string;
}

/** Everything that must live does so this long, unless a script says otherwise. */
export const aliveMs = 4000;

/** The stand-in of a target, the control source and the control stand-in of a node, by name. */
export const standInOf = (target: string): string => `stand-in-${target}`;
export const controlOn = (node: string): string => `control-${node}`;
export const responderOn = (node: string): string => `responder-${node}`;
