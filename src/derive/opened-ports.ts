import type { AddressEndpoint, Endpoint } from '../policy/endpoint.ts';
import type { ReadyRule } from '../policy/policy-index.ts';
import { portsOn } from '../policy/ports.ts';
import type { PortSet } from '../policy/port-set.ts';

const anybody: AddressEndpoint = { kind: 'address', ip: '' };

/** Names mean something else on each endpoint; numbers do not, so they are looked at once. */
export const openedPorts = ({ ports }: ReadyRule): ((end: Endpoint) => PortSet) => {
  if (ports.some(({ port }) => typeof port === 'string')) return (end) => portsOn(end, ports);
  const everywhere = portsOn(anybody, ports);
  return () => everywhere;
};
