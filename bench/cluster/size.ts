/** How large a cluster is made up. */
export interface ClusterSize {
  readonly pods: number;
  /** Workloads, each of which comes down to one class of pods. */
  readonly classes: number;
  readonly policies: number;
  readonly namespaces: number;
}
