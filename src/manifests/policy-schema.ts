/**
 * NetworkPolicy v1 as the API server takes it. Unknown fields are mistakes: each of them was meant to restrict something.
 * Stricter than the API server in three things that nobody means: a label without a value, a rule that is `null`, which
 * it takes for one that allows everything, and an address with zeros in front.
 */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { policyTypesOf } from '../policy/normalise.ts';
import { dns1123, labelKey, labelValue } from '../yaml/names.ts';
import { labels, listOf, optional, orEmpty, port, protocol } from './fields.ts';

const requirement = z
  .strictObject({ key: labelKey, operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist'], 'must be In, NotIn, Exists or DoesNotExist'), values: listOf(labelValue) })
  .refine(({ operator, values }) => values.length > 0 === ['In', 'NotIn'].includes(operator), { path: ['values'], error: 'In and NotIn need values, Exists and DoesNotExist take none' });

const selector = z.strictObject({
  matchLabels: orEmpty(labels),
  matchExpressions: listOf(requirement),
});

/** Host bits may be set: Kubernetes takes `10.0.0.1/8` for `10.0.0.0/8`. Short forms such as `10.1/16` it does not take. */
const isCidr = (text: string): boolean => ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || (ipaddr.IPv6.isValidCIDR(text) && !text.includes('%'));
const cidr = z.string().refine(isCidr, { error: 'must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32', abort: true });

const isWithin = (inner: string, outer: string): boolean => {
  const [address, bits] = ipaddr.parseCIDR(inner);
  const block = ipaddr.parseCIDR(outer);
  return address.kind() === block[0].kind() && bits > block[1] && address.match(block);
};

const ipBlock = z.strictObject({ cidr, except: listOf(cidr) }).superRefine(({ cidr: whole, except }, context) => {
  for (const [index, excepted] of except.entries()) {
    if (!isWithin(excepted, whole)) context.addIssue({ code: 'custom', path: ['except', index], message: `must lie within ${whole} and be smaller` });
  }
});

const peer = z
  .strictObject({ podSelector: optional(selector), namespaceSelector: optional(selector), ipBlock: optional(ipBlock) })
  .refine((value) => Object.values(value).some((part) => part !== undefined), 'must have podSelector, namespaceSelector or ipBlock: an empty peer means nobody knows whom')
  .refine(({ podSelector, namespaceSelector, ipBlock: block }) => block === undefined || (podSelector === undefined && namespaceSelector === undefined), { path: ['ipBlock'], error: 'stands alone: a peer is either addresses or pods' });

const portRule = z
  .strictObject({ protocol, port: optional(port), endPort: optional(z.int().min(1).max(65535)) })
  .refine(({ port: from, endPort: to }) => to === undefined || (typeof from === 'number' && from <= to), { path: ['endPort'], error: 'needs a port that is a number and not greater' });

const policyType = z.enum(['Ingress', 'Egress'], 'must be Ingress or Egress');

const spec = z
  .strictObject({
    podSelector: orEmpty(selector),
    policyTypes: z.preprocess((value) => value ?? [], z.array(policyType).max(2, 'must name at most two types')),
    ingress: listOf(z.strictObject({ from: listOf(peer), ports: listOf(portRule) })),
    egress: listOf(z.strictObject({ to: listOf(peer), ports: listOf(portRule) })),
  })
  .transform((written) => ({ ...written, policyTypes: policyTypesOf(written) }));

/** What the API server and controllers write may be in a file that was read from a cluster. */
const written = ['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generation', 'managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid'];
const ignored = z.unknown().optional();

const metadata = z
  .strictObject({
    name: optional(dns1123),
    generateName: optional(z.string()),
    namespace: optional(dns1123),
    labels: optional(labels),
    annotations: optional(z.record(z.string(), z.string())),
    ...Object.fromEntries(written.map((field) => [field, ignored])),
  })
  .refine(({ name, generateName }) => name !== undefined || generateName !== undefined, { path: ['name'], error: 'is missing' });

export const policySchema = z.strictObject({
  apiVersion: z.literal('networking.k8s.io/v1', 'must be networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata,
  spec: orEmpty(spec),
  status: ignored,
});

export type PolicySpec = z.infer<typeof spec>;

/** The fields of a policy's `spec`: one that turns up elsewhere was indented wrongly. */
export const specFields: ReadonlySet<string> = new Set(['podSelector', 'policyTypes', 'ingress', 'egress']);
