/** Every connection of a lane that can be dialled, and what policy says of it. Pure. */
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import type { Question } from '../../../src/policy/decision.ts';
import type { AddressEndpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import type { World } from '../../support/random-policies/world.ts';
import type { Dial } from '../enforcer/world/dials.ts';
import { serverPorts } from '../enforcer/world/pods.ts';

export interface Cell {
  /** `x/a → y/b TCP/8080 IPv4` */
  readonly name: string;
  readonly source: PodEndpoint;
  readonly dial: Dial;
  readonly verdict: 'allow' | 'deny';
  /** Scored is what the specification says of two different ends. The others are looked at all the same. */
  readonly standing: 'scored' | 'undefined' | 'self';
}

const transports = ['TCP', 'UDP'] as const;
const internetPort = 7;

export const cellsOf = (world: World, policies: readonly NetworkPolicy[]): Cell[] => {
  const index = indexPolicies({ policies, namespaces: world.namespaces });
  return world.pods.flatMap((source) =>
    [...world.pods.flatMap(waysTo), ...world.outside.flatMap(waysTo)].map(({ target, dial }) => {
      const family = familyOf(dial.address);
      const question: Question = { source, target, port: dial.port, protocol: dial.protocol, family };
      const { verdict, basis } = evaluate(question, index);
      return { name: `${nameOf(source)} → ${nameOf(target)} ${dial.protocol}/${dial.port} IPv${family}`, source, dial, verdict, standing: source === target ? 'self' : basis === 'specified' ? 'scored' : 'undefined' };
    }),
  );
};

interface Way {
  readonly target: PodEndpoint | AddressEndpoint;
  readonly dial: Dial;
}

const waysTo = (target: PodEndpoint | AddressEndpoint): Way[] => {
  const [addresses, ports] = target.kind === 'pod' ? [target.ips, serverPorts] : [[target.ip], [internetPort]];
  return addresses.flatMap((address) => transports.flatMap((protocol) => ports.map((port) => ({ target, dial: { address, port, protocol } }))));
};

const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);

/** Without the lane: `x/a`. */
const nameOf = (end: PodEndpoint | AddressEndpoint): string => (end.kind === 'pod' ? `${end.namespace.split('-').at(-1)}/${end.name}` : 'internet');
