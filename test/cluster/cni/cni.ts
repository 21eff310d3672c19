import type { Component, Host } from '../host/component.ts';
import type { Api } from '../lifecycle/api.ts';
import type { NodeAddresses } from '../network/addresses.ts';
import type { ClusterOptions } from '../options.ts';
import type { Progress } from '../shell/progress.ts';
import type { ClusterPaths } from '../state/paths.ts';

/** What a CNI mode needs to know of its cluster. */
export interface CniContext {
  readonly paths: ClusterPaths;
  /** The folder of this CNI's own programs, as `build` returned it. */
  readonly programs: string;
  /** See {@link ClusterOptions.podPrefix}. */
  readonly podPrefix: ClusterOptions['podPrefix'];
}

/** One way to wire pods and to enforce, or not to enforce, their policies. One file each. */
export interface Cni {
  /** Builds what Debian does not have; returns its folder. */
  build(progress: Progress): Promise<string>;
  /** Plugins beyond Debian's, by the name under which a conflist asks for them. */
  plugins(programs: string): Readonly<Record<string, string>>;
  /** The list of plugins that wires the pods of one node. */
  conflist(context: CniContext, node: NodeAddresses): object;
  /** Objects that the API must have before an agent starts. */
  prepare(context: CniContext, api: Api): Promise<void>;
  /** The agent that enforces policy on a node, if there is any. */
  enforcer(context: CniContext, node: NodeAddresses): Component | undefined;
  /** Whether the agent has taken up its work. */
  isEnforcing(host: Host): Promise<boolean>;
}
