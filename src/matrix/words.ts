/** The words that a matrix is written in: names, labels, ports, addresses, protocols. */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { labelKey, labelValue } from '../yaml/names.ts';
import { isAddress } from '../policy/ip-block.ts';

export const labels = z
  .record(labelKey, labelValue)
  .refine((value) => Object.keys(value).length > 0, 'must name at least one label: an empty selector would select every pod')
  .meta({ minProperties: 1 });
/** The matrix' own names; they appear in cell ids, so nothing in them may need quoting. */
export const name = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, 'must start with a letter or digit and hold only letters, digits and . _ : -');

export const port = z.int().min(1).max(65535);
/** As rules may call it; Kubernetes asks for a letter in it. */
export const portName = z.string().regex(/^(?=.*[a-z])(?!.*--)(?!.{16})[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be a name of at most 15 small letters, digits and -, with a letter in it');
export const protocol = z.enum(['TCP', 'UDP'], 'must be TCP or UDP (SCTP cannot be dialled from an unprivileged Node process)');
export const speak = z.enum(['redis', 'mysql', 'postgres', 'http', 'tls', 'dns']);

/** Addresses that never leave the pod, that nobody in particular has, or that are IPv4 in disguise. */
const undiallable: ReadonlySet<string> = new Set(['loopback', 'unspecified', 'multicast', 'broadcast', 'ipv4Mapped']);

/** An address that one host has, so that whoever answers there is that host. */
export const isDiallable = (value: string): boolean => isAddress(value) && !undiallable.has(ipaddr.parse(value).range());

export const address = z
  .string()
  .refine(isAddress, { error: 'must be an IPv4 or IPv6 address; a name is written as host', abort: true })
  .refine(isDiallable, 'must be an address that one host has: not loopback, unspecified, multicast, broadcast or IPv4-mapped')
  // As Kubernetes writes it, so that it can be compared with what pods have.
  .overwrite((value) => ipaddr.parse(value).toString())
  .meta({ anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] });

/** Full names only: the search list of a pod is not ours to guess. The last part of an address would be a number. */
export const host = z
  .string()
  .max(253)
  .refine((value) => !isAddress(value), { error: 'must be a host name; an IP address is written as address', abort: true })
  .regex(/^(?:[A-Za-z0-9_](?:[-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/, 'must be a full host name, such as example.com, without a dot at its end')
  .overwrite((value) => value.toLowerCase());

/** A list that names everything once: what is written twice would be dialled once, or twice, and nobody could tell. */
export const distinct = <T extends z.ZodType>(item: T, what: string) =>
  z
    .array(item)
    .min(1)
    .refine((values) => new Set(values.map((value) => JSON.stringify(value))).size === values.length, `must name each ${what} once`)
    .meta({ uniqueItems: true });
