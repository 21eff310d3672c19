import { componentPid, killComponent, restartComponent, signalComponent, type Host } from '../host/component.ts';
import { enter } from '../host/enter.ts';
import { nodeAddresses, type AddressPair } from '../network/addresses.ts';
import { nodeNames, type ClusterOptions, type ComponentName } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { run, runAny, type RunOptions, type RunResult } from '../shell/run.ts';
import { clusterPaths, logPath } from '../state/paths.ts';
import type { FaultSpec } from '../../enforcer/faults/spec.ts';
import type { ClusterRecord } from '../state/record.ts';
import { setFault } from './fault.ts';
import { loadImage } from './node.ts';

/** A host of a running cluster. */
export interface ClusterHost {
  readonly name: string;
  /** Runs a command in the host's namespaces and returns its stdout; throws CommandError if it fails. */
  exec(argv: readonly string[], options?: RunOptions): Promise<string>;
  /** The same for a command that may fail. */
  tryExec(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Ends a program at once, and leaves alone what it started. */
  kill(component: ComponentName): Promise<void>;
  /** Starts a program again that has ended; does nothing if it runs. */
  start(component: ComponentName): Promise<void>;
  /** Sends a signal, for instance SIGSTOP, and waits for nothing. */
  signal(component: ComponentName, name: NodeJS.Signals): Promise<void>;
  /** A program's id as the machine sees it, or undefined if it does not run. */
  pid(component: ComponentName): Promise<number | undefined>;
  logPath(component: ComponentName): string;
}

export interface ClusterNode extends ClusterHost {
  readonly ip: string;
  readonly ips: AddressPair;
  readonly podCidrs: AddressPair;
  loadImage(tarPath: string): Promise<void>;
}

export interface Cluster {
  readonly name: string;
  readonly options: ClusterOptions;
  /** The path of a kubeconfig for an ordinary shell of the machine. */
  readonly kubeconfig: string;
  readonly logs: string;
  readonly nodes: readonly ClusterNode[];
  /** etcd, kube-apiserver, kube-controller-manager, kube-scheduler. */
  readonly controlPlane: ClusterHost;
  /** The hosts outside: internet and metadata service. */
  readonly outside: ClusterHost;
  /** The bridge between the hosts, `v-<host>` being a host's cable. */
  readonly fabric: ClusterHost;
  /** A node by its name. */
  node(name: string): ClusterNode;
  /** Loads a `docker-archive` into every node. */
  loadImage(tarPath: string): Promise<void>;
  /** Makes the enforcers of CNI `faulty` wrong, or right again; in force on every node when it returns. */
  setFault(fault: FaultSpec | undefined): Promise<void>;
}

export function createCluster(record: ClusterRecord): Cluster {
  const { options } = record;
  const paths = clusterPaths(options.name);
  const host = (name: string): Host => {
    const anchor = record.anchors[name];
    if (anchor === undefined) throw new ClusterError(`There is no host "${name}" in cluster "${options.name}"`);
    return { paths, name, anchor };
  };
  const nodes = nodeNames(options.nodes).map((name, index) => clusterNode(host(name), index + 1));
  return {
    name: options.name,
    options,
    kubeconfig: paths.kubeconfig,
    logs: paths.logs,
    nodes,
    controlPlane: clusterHost(host('cp')),
    outside: clusterHost(host('inet')),
    fabric: clusterHost(host('fabric')),
    node: (name) => {
      const node = nodes.find((candidate) => candidate.name === name);
      if (node === undefined) throw new ClusterError(`There is no node "${name}" in cluster "${options.name}"`);
      return node;
    },
    loadImage: async (tarPath) => {
      await Promise.all(nodes.map((node) => node.loadImage(tarPath)));
    },
    setFault: (fault) => setFault(options, fault),
  };
}

function clusterHost(host: Host): ClusterHost {
  return {
    name: host.name,
    exec: (argv, options) => run(enter(host.anchor.pid, argv), options),
    tryExec: (argv, options) => runAny(enter(host.anchor.pid, argv), options),
    kill: (component) => killComponent(host, component),
    start: (component) => restartComponent(host, component),
    signal: (component, name) => signalComponent(host, component, name),
    pid: (component) => componentPid(host, component),
    logPath: (component) => logPath(host.paths, host.name, component),
  };
}

function clusterNode(host: Host, number: number): ClusterNode {
  const { v4, v6, pods } = nodeAddresses(number);
  return { ...clusterHost(host), ip: v4, ips: { v4, v6 }, podCidrs: pods, loadImage: (tarPath) => loadImage(host, tarPath) };
}
