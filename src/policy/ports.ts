import type { PortRule } from '../model/network-policy.ts';
import type { Endpoint } from './endpoint.ts';
import { everyPort, portRange, union } from './port-set.ts';
import type { PortSet } from './port-set.ts';

/**
 * The ports that a rule opens on a target. Names are looked up on the target, by protocol, whatever the direction; a name
 * that it does not have opens nothing there. Pods may use a name twice, in two containers: then it means both.
 */
export const portsOn = (target: Endpoint, rules: readonly PortRule[]): PortSet => (rules.length === 0 ? everyPort : union(rules.flatMap((rule) => openedBy(rule, target))));

const openedBy = ({ protocol, port, endPort }: PortRule, target: Endpoint): PortSet[] => {
  if (typeof port !== 'string') return [portRange(protocol, port, endPort ?? port)];
  const declared = target.kind === 'pod' ? target.ports : [];
  return declared.filter((own) => own.name === port && own.protocol === protocol).map((own) => portRange(protocol, own.port, own.port));
};
