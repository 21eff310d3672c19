import type { PolicyPort, Protocol } from '../view/policy-spec.ts';
import type { Pod } from '../view/view.ts';
import type { PortRange } from '../rules/node-rules.ts';

export interface PortMatch extends PortRange {
  readonly protocol: Protocol;
}

/** A port given by a number, a range or not at all. A port without a protocol is one of TCP. */
export function numericMatch({ protocol = 'TCP', port, endPort }: PolicyPort & { readonly port?: number }): PortMatch {
  if (port === undefined) return { protocol, from: 0, to: 65_535 };
  return { protocol, from: port, to: endPort ?? port };
}

/** What a port's name means on this pod: nothing where it has no port of that name and protocol. */
export function namedMatches({ protocol = 'TCP', port }: PolicyPort, pod: Pod): PortMatch[] {
  return pod.ports
    .filter((candidate) => candidate.name === port && candidate.protocol === protocol)
    .map(({ number }) => ({ protocol, from: number, to: number }));
}

export function isNumeric(port: PolicyPort): port is PolicyPort & { readonly port?: number } {
  return typeof port.port !== 'string';
}
