import { isIP } from 'node:net';
import type { Family } from './contract.ts';

/** The family of an address literal; 4 where it is none, which no valid plan holds. */
export const familyOf = (address: string): Family => (isIP(address) === 6 ? 6 : 4);

/** An IPv4 peer as a dual-stack socket reports it, without the mapping into IPv6. */
export const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** `address:port`, with brackets where the address has colons. */
export const withPort = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
