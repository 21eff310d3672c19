import { ClusterError } from './shell/failure.ts';

/** The CNIs that are what they are. */
export const fixedCniNames = ['calico', 'none'] as const;
export type FixedCniName = (typeof fixedCniNames)[number];

/** And the one whose faults can be chosen. */
export const cniNames = [...fixedCniNames, 'faulty'] as const;
export type CniName = (typeof cniNames)[number];

export const componentNames = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'containerd',
  'kubelet',
  'kube-proxy',
  'felix',
  'enforcer',
  'forwarder',
  'internet',
] as const;
/** A program that runs in the background as part of a cluster. */
export type ComponentName = (typeof componentNames)[number];

export interface ClusterOptions {
  readonly name: string;
  /** 1 to 4. */
  readonly nodes: number;
  readonly cni: CniName;
  /** Nodes on which the CNI's enforcing agent is never started. */
  readonly enforcerOff: readonly string[];
  /**
   * Length of the IPv4 prefix from which a node gives addresses to its pods, 24 to 28: in a small range addresses are soon
   * given again. A CNI with an address manager of its own takes no notice.
   */
  readonly podPrefix: number;
  /** Arguments added to a component's own. */
  readonly flags: Readonly<Partial<Record<ComponentName, readonly string[]>>>;
}

export const defaultName = 'main';
export const maxNodes = 4;

export const widestPodPrefix = 24;
const narrowestPodPrefix = 28;

/** Short, because names of folders, cgroups and sockets are made of it, and without a dot, which ends it there. */
const namePattern = /^[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?$/;

/** @throws ClusterError naming the option that is wrong. */
export function checkName(name: string): string {
  if (!namePattern.test(name)) {
    throw new ClusterError(`Bad cluster name "${name}": 1 to 24 of a-z, 0-9 and "-", not "-" at the ends`);
  }
  return name;
}

/** Fills in the defaults, in one fixed form, so that equal clusters have equal options. */
export function normalizeOptions(given: Partial<ClusterOptions>): ClusterOptions {
  const name = checkName(given.name ?? defaultName);
  const nodes = given.nodes ?? 2;
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > maxNodes) {
    throw new ClusterError(`Bad number of nodes ${nodes}: 1 to ${maxNodes}`);
  }
  const cni = given.cni ?? 'calico';
  if (!cniNames.includes(cni)) throw new ClusterError(`Bad CNI "${cni as string}": ${cniNames.join(' or ')}`);
  const enforcerOff = [...new Set(given.enforcerOff)].sort();
  for (const node of enforcerOff) {
    if (!nodeNames(nodes).includes(node)) {
      throw new ClusterError(`Cannot leave the enforcer off on "${node}": the nodes are ${nodeNames(nodes).join(', ')}`);
    }
  }
  const podPrefix = given.podPrefix ?? widestPodPrefix;
  if (!Number.isInteger(podPrefix) || podPrefix < widestPodPrefix || podPrefix > narrowestPodPrefix) {
    throw new ClusterError(`Bad pod prefix ${podPrefix}: ${widestPodPrefix} to ${narrowestPodPrefix}`);
  }
  const flags = Object.fromEntries(Object.entries(given.flags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const component of Object.keys(flags)) checkComponent(component);
  return { name, nodes, cni, enforcerOff, podPrefix, flags };
}

export function nodeNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `node${index + 1}`);
}

export function checkComponent(name: string): ComponentName {
  const known = componentNames.find((component) => component === name);
  if (known === undefined) throw new ClusterError(`Unknown component "${name}": one of ${componentNames.join(', ')}`);
  return known;
}

/** Reads `component=--some-flag=value` as given on the command line, any number of times. */
export function parseFlags(given: readonly string[]): Partial<Record<ComponentName, string[]>> {
  const flags: Partial<Record<ComponentName, string[]>> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) throw new ClusterError(`Bad flag "${text}": component=--some-flag=value`);
    (flags[checkComponent(text.slice(0, at))] ??= []).push(text.slice(at + 1));
  }
  return flags;
}
