import type { Profile } from '../../conformance/case/case.ts';
import type { PodSettings } from '../../model/pod-settings.ts';
import type { RunContext } from '../context.ts';

export interface BatteryRequest {
  readonly pods: PodSettings;
  readonly netproofVersion: string;
  readonly profile: Profile;
  /** Sets of pods side by side; by default two for each node, at most 8. */
  readonly sets?: number;
  /** How long a change of policy may take, before what is late is called wrong. */
  readonly policyTimeoutMs: number;
  /** Nothing is played any more once a case has failed. */
  readonly failFast: boolean;
}

export type BatteryProgress =
  | { readonly phase: 'read' | 'tear down' }
  | { readonly phase: 'launch'; readonly started: number; readonly sets: number }
  | { readonly phase: 'play'; readonly played: number; readonly cases: number; readonly failed: number };

/** What every part of the battery is handed. */
export interface BatteryContext extends Pick<RunContext, 'api' | 'log' | 'now' | 'signal'> {
  readonly request: BatteryRequest;
  readonly onProgress: (event: BatteryProgress) => void;
}

/** The run that all sets belong to. */
export interface BatteryRun {
  readonly id: string;
  /** From which names and nonces are derived; never leaves the coordinator. */
  readonly secret: string;
  /** Where the Lease is by which the run is known to be alive. */
  readonly heart: string;
  /** Each way is dialled once in so long; ms. */
  readonly periodMs: number;
}
