/** The test cluster as a library: a real Kubernetes in namespaces of this machine. The command is `cli.ts`. */
export { unavailable } from './host/preflight.ts';
export { controlPlane, dnsService, internet, metadata, podRange, serviceRange } from './network/addresses.ts';
export type { AddressPair } from './network/addresses.ts';
export { attach } from './lifecycle/attach.ts';
export type { Cluster, ClusterHost, ClusterNode } from './lifecycle/cluster.ts';
export { down } from './lifecycle/down.ts';
export { status } from './lifecycle/status.ts';
export type { ClusterStatus, ComponentStatus } from './lifecycle/status.ts';
export { prepare } from './lifecycle/prepare.ts';
export { up } from './lifecycle/up.ts';
export { cniNames, componentNames, defaultName, fixedCniNames, parseFlags, widestPodPrefix } from './options.ts';
export type { ClusterOptions, CniName, ComponentName, FixedCniName } from './options.ts';
export { ClusterError } from './shell/failure.ts';
export { silent, timedLines } from './shell/progress.ts';
export type { Progress } from './shell/progress.ts';
export { CommandError } from './shell/run.ts';
export type { RunOptions, RunResult } from './shell/run.ts';
