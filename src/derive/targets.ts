/** What is dialled: a column of the matrix, as it is written there and as policy sees it. */
import type { Protocol } from '../model/network-policy.ts';
import type { Question } from '../policy/decision.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import type { NamedClass } from './names.ts';
import { portsOf } from './ports.ts';
import type { Port } from './ports.ts';

export interface DerivedTarget {
  readonly name: string;
  /** As the matrix has it. */
  readonly target: MatrixTarget;
  /** What one dials when one dials it. */
  readonly ends: readonly (Pick<Question, 'target' | 'port' | 'through'> & { readonly protocol: Protocol })[];
  /** Index of the class whose port it is. */
  readonly of?: number;
  /** Why nobody knows what it leads to. */
  readonly unknown?: string;
  /** One line for a reader. */
  readonly comment?: string;
}

/** Every port of every class, served by a stand-in: it has the labels that policy looks at, and disturbs nobody. */
export const podTargets = (classes: readonly NamedClass[], ends: readonly PodEndpoint[], index: PolicyIndex, namespaces: readonly string[]): DerivedTarget[] => {
  const ports = portsOf(ends, index, namespaces);
  return classes.flatMap(({ name, namespace, labels, ports: declared }, at) => {
    const end = ends[at];
    if (end === undefined) return [];
    return ports(at, declared).flatMap(({ protocol, port }) => (protocol === 'SCTP' ? [] : [{ name: `${name}:${suffix({ protocol, port })}`, target: { standIn: { namespace, labels }, ports: [{ port, protocol, ...named(end, { protocol, port }) }] }, ends: [{ target: end, protocol, port }], of: at }]));
  });
};

/** Rules may know a port by its name, so whoever stands in must call it so. */
const named = (end: PodEndpoint, { protocol, port }: Port): { readonly name?: string } => {
  const name = end.ports.find((own) => own.protocol === protocol && own.port === port)?.name;
  return name === undefined ? {} : { name };
};

const suffix = ({ protocol, port }: Port): string => (protocol === 'TCP' ? String(port) : `${port}-${protocol.toLowerCase()}`);
