/** What every phase of a run is handed: the cluster, the request, the outside world. No global state. */
import type { Logger } from 'pino';
import type { Connection } from '../cluster/connection.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { PodSettings } from '../model/pod-settings.ts';
import type { Settings } from '../model/recording.ts';
import type { AskedPolicies } from './from-policies.ts';
import type { GuestOptions } from '../plan/guests.ts';

export interface RunRequest {
  /** Absent where only the canary runs. */
  readonly loaded?: LoadedMatrix;
  /** What the policies of some namespaces say is probed as well, or alone. */
  readonly fromPolicies?: AskedPolicies;
  readonly pods: PodSettings;
  readonly settings: Settings;
  readonly guests: GuestOptions;
  /** An existing namespace for the controls; without it, one is made for the run. */
  readonly controlNamespace?: string;
  /** An existing namespace for the canary's guarded pods and policies; without it, one is made for the run. */
  readonly canaryNamespace?: string;
  /** Whether the CNI enforces at all is asked along the way, on these nodes or wherever the matrix has pods. */
  readonly canary: false | { readonly nodes?: readonly string[] };
  readonly netproofVersion: string;
}

export type ProgressEvent =
  | { readonly phase: 'read' | 'collect' | 'tear down' }
  | { readonly phase: 'preflight'; readonly cells: number; readonly pods: number; readonly nodes: number }
  | { readonly phase: 'launch'; readonly started: number; readonly pods: number }
  /** It lasts for `leftMs` more at most, milliseconds. */
  | { readonly phase: 'observe'; readonly settled: number; readonly total: number; readonly leftMs: number }
  | { readonly phase: 'hold'; readonly heldMs: number; readonly holdMs: number };

export interface RunContext {
  readonly api: Connection;
  readonly request: RunRequest;
  readonly log: Logger;
  /** Milliseconds since the epoch; the clock of all windows. */
  readonly now: () => number;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  readonly onProgress: (event: ProgressEvent) => void;
}
