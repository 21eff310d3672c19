/** The matrix file's grammar. Unknown keys are errors: a misspelt `lables` must never select everything. */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const dns1123 = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a name as Kubernetes writes them: lower case letters, digits, "-" and "."');
const labelValue = z
  .string()
  .max(63)
  .regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/, 'must be a valid label value');
const labelKey = z
  .string()
  .max(317)
  .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, 'must be a valid label key');
const labels = z
  .record(labelKey, labelValue)
  .refine((value) => Object.keys(value).length > 0, 'must name at least one label: an empty selector would select every pod');
const port = z.int().min(1).max(65535);
/** Four decimal parts or IPv6: the old short and octal forms (`10.1`, `010.0.0.1`) mean something else to every reader. */
const isAddress = (value: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(value) || (ipaddr.IPv6.isValid(value) && !value.includes('%'));
/** Addresses that never leave the pod, that nobody in particular has, or that are IPv4 in disguise. */
const undiallable: ReadonlySet<string> = new Set(['loopback', 'unspecified', 'multicast', 'broadcast', 'ipv4Mapped']);
const ip = z
  .string()
  .refine(isAddress, { error: 'must be an IPv4 or IPv6 address: names are not resolved', abort: true })
  .refine((value) => !undiallable.has(ipaddr.parse(value).range()), 'must be an address that one host has: not loopback, unspecified, multicast, broadcast or IPv4-mapped')
  // As Kubernetes writes it, so that it can be compared with what pods have.
  .overwrite((value) => ipaddr.parse(value).toString());
const speak = z.enum(['redis', 'mysql', 'postgres', 'http', 'tls']);
const protocol = z.enum(['TCP', 'UDP'], 'must be TCP or UDP (SCTP cannot be dialled from an unprivileged Node process)');
/** The matrix' own names; they appear in cell ids, so nothing in them may need quoting. */
const name = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, 'must start with a letter or digit and hold only letters, digits and . _ : -');

const selectedPods = z.strictObject({ namespace: dns1123, labels });

const source = z.strictObject({ namespace: dns1123, labels });

const podsTarget = z.strictObject({ pods: selectedPods, port, protocol: protocol.optional(), speak: speak.optional() });
const standInTarget = z.strictObject({ standIn: selectedPods, port, protocol: protocol.optional() });
const serviceTarget = z.strictObject({
  service: z.strictObject({ namespace: dns1123, name: dns1123 }),
  port,
  protocol: protocol.optional(),
  speak: speak.optional(),
});
const addressTarget = z.strictObject({ address: ip, port, speak: speak.optional() });
const wellKnownTarget = z.strictObject({
  wellKnown: z.enum(['cluster-dns', 'apiserver', 'cloud-metadata']),
  addresses: z.array(ip).min(1).optional(),
});

/** What a target's only key may be; each has its own further keys. */
export const targetKinds = {
  pods: podsTarget,
  standIn: standInTarget,
  service: serviceTarget,
  address: addressTarget,
  wellKnown: wellKnownTarget,
} as const;

const expectation = z.union(
  [
    z.enum(['allow', 'deny']),
    z.strictObject({ skip: z.string().min(1), until: z.iso.date().optional() }),
  ],
  'must be allow, deny, or {skip: "the reason"}',
);

const anyTarget = z.union([podsTarget, standInTarget, serviceTarget, addressTarget, wellKnownTarget]);

/** The whole file, with every target already known to be of one kind. */
export const matrixSchema = z.strictObject({
  apiVersion: z.literal('netproof.dev/v1alpha1', 'must be netproof.dev/v1alpha1'),
  kind: z.literal('ExpectedMatrix', 'must be ExpectedMatrix'),
  metadata: z.strictObject({ name: dns1123 }),
  ipFamilies: z
    .array(z.enum(['IPv4', 'IPv6']))
    .min(1)
    .refine((families) => new Set(families).size === families.length, 'must name each family once')
    .optional(),
  sources: z.record(name, source),
  targets: z.record(name, anyTarget),
  expect: z.record(name, z.record(z.string(), expectation)),
});

export type Matrix = z.infer<typeof matrixSchema>;
export type MatrixTarget = Matrix['targets'][string];
export type Expectation = z.infer<typeof expectation>;
