/**
 * Where the specification leaves something open, implementations read it one way or the other. Whatever comes out alike
 * under every reading is specified all the same.
 */
import type { Question, UndefinedReason } from './decision.ts';
import { addressesOf } from './endpoint.ts';
import type { Endpoint, PodEndpoint } from './endpoint.ts';
import type { PolicyIndex } from './policy-index.ts';

/**
 * What can be read in two ways. Unset is the usual one, or the one that the Kubernetes e2e suite asks for: an ipBlock
 * matches pods' addresses (those not known yet, if it holds a whole family) and nodes', a pod on its node's network is the node,
 * policy is applied after addresses are rewritten, and nodes are addresses as any, but for a node and its own pods.
 */
export const questions = ['ip-block-on-pod', 'ip-block-on-node', 'unknown-address', 'host-network', 'nat', 'own-node', 'other-node', 'node-address'] as const satisfies readonly UndefinedReason[];
export type OpenQuestion = (typeof questions)[number];

/** The questions that this reading answers in the unusual way. */
export type Reading = ReadonlySet<OpenQuestion>;

export const usual: Reading = new Set();

/** The usual one first. */
export const readingsOf = (open: readonly OpenQuestion[]): Reading[] => open.reduce<Reading[]>((readings, question) => [...readings, ...readings.map((reading) => new Set([...reading, question]))], [usual]);

/** Those that may matter to a connection. */
export const openQuestions = ({ source, target, through }: Pick<Question, 'source' | 'target' | 'through'>, index: PolicyIndex): OpenQuestion[] => {
  const ends = [source, target];
  const onHost = ends.some(isOnHost);
  const meetsNode = onHost || ends.some(({ kind }) => kind === 'node');
  const named = [...(index.namesAddresses('egress') ? [target] : []), ...(index.namesAddresses('ingress') ? [source] : [])].filter(({ kind }) => kind === 'pod');
  const fromNode = meetsNode && (source.kind === 'node' || isOnHost(source));
  const matters: Record<OpenQuestion, boolean> = {
    'ip-block-on-pod': named.length > 0,
    'ip-block-on-node': (target.kind === 'node' || isOnHost(target)) && index.namesAddresses('egress'),
    'unknown-address': named.some((end) => addressesOf(end).length === 0),
    'host-network': onHost,
    nat: through !== undefined,
    'own-node': target.kind === 'node' || isOnHost(target) || through?.kind === 'node-port',
    'other-node': fromNode || through?.kind === 'node-port',
    'node-address': fromNode && index.namesAddresses('ingress'),
  };
  return questions.filter((question) => matters[question]);
};

const isOnHost = (endpoint: Endpoint): boolean => endpoint.kind === 'pod' && endpoint.hostNetwork;

/** Which blocks hold the addresses of a pod or a node. */
export const holding = (other: Endpoint, reading: Reading): 'by-address' | 'never' | 'always' => {
  if (other.kind === 'node') return reading.has('ip-block-on-node') ? 'never' : 'by-address';
  if (reading.has('unknown-address') && addressesOf(other).length === 0) return 'always';
  return reading.has('ip-block-on-pod') ? 'never' : 'by-address';
};

/** What an end is under a reading. */
export const readAs = (endpoint: Endpoint, reading: Reading): Endpoint => (endpoint.kind === 'pod' && endpoint.hostNetwork && !reading.has('host-network') ? asNode(endpoint) : endpoint);

/** Its addresses are the node's. */
const asNode = ({ node = '', ips }: PodEndpoint): Endpoint => ({ kind: 'node', name: node, ips });
