import { familyOf } from './address.ts';
import type { Dial, Listen } from './contract.ts';

const timeoutMs = 1000;

/**
 * Dials from a pod to its own addresses, one for each port and family: they show that the listener is open, and
 * nothing about the network. `nonce` makes one of its own for each.
 */
export const selfDials = (ips: readonly string[], listen: readonly Listen[], nonce: () => string, pauseMs: number): Dial[] =>
  listen.flatMap(({ protocol, port }) =>
    ips.map((address): Dial => {
      const id = `self:${protocol}:${port}:${familyOf(address)}`;
      const base = { id, address, port, timeoutMs, pausesMs: [pauseMs], repeat: true, nonce: nonce() };
      return protocol === 'tcp' ? { ...base, prober: 'tcp', speak: 'echo' } : { ...base, prober: 'udp' };
    }),
  );

/** The pod's addresses as the downward API gives them: the first of each family. */
export const parsePodIps = (text: string | undefined): string[] => {
  const ips = (text ?? '').split(',').map((ip) => ip.trim()).filter((ip) => ip !== '');
  return ips.filter((ip, index) => ips.findIndex((other) => familyOf(other) === familyOf(ip)) === index);
};
