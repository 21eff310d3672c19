/** What a target may be: one kind each, with further keys of its own. */
import { z } from 'zod';
import { clouds } from '../model/clouds.ts';
import { dns1123 } from '../yaml/names.ts';
import { address, distinct, host, labels, port, portName, protocol, speak } from './words.ts';

const selected = { namespace: dns1123, labels };

const dialled = { port, protocol: protocol.optional(), speak: speak.optional() };

interface Dialled {
  readonly protocol?: z.infer<typeof protocol> | undefined;
  readonly speak?: z.infer<typeof speak> | undefined;
}

/** Of somebody else's server. Ours answers whatever it is sent. */
const isAnswerable = (target: Dialled): boolean => target.protocol !== 'UDP' || target.speak === 'dns';
const unanswerable = { path: ['protocol'], error: "UDP needs speak: dns: silence of somebody else's UDP server proves nothing" };

const podsTarget = z.strictObject({ pods: z.strictObject({ ...selected, atMost: z.int().min(1).optional() }), ...dialled }).refine(isAnswerable, unanswerable);

export const listedPort = z.preprocess(
  (value) => (typeof value === 'number' ? { port: value } : value),
  z.strictObject({ port, protocol: protocol.default('TCP'), name: portName.optional() }, { error: ({ code }) => (code === 'invalid_type' ? 'must be a port, or {port: 53, protocol: UDP}' : undefined) }),
);

/** Whichever way its ports are written, they come out as a list. */
const standInTarget = z
  .strictObject({ standIn: z.strictObject(selected), port: port.optional(), protocol: protocol.optional(), ports: distinct(listedPort, 'port and protocol').optional() })
  .refine((target) => (target.port === undefined) !== (target.ports === undefined), { error: 'must have exactly one of port, ports', abort: true })
  .refine((target) => target.ports === undefined || target.protocol === undefined, { path: ['protocol'], error: 'goes with port; in ports each entry has its own' })
  .transform(({ standIn, port: only, protocol: by = 'TCP', ports }) => ({ standIn, ports: ports ?? (only === undefined ? [] : [{ port: only, protocol: by }]) }));

const serviceTarget = z
  .strictObject({ service: z.strictObject({ namespace: dns1123, name: dns1123 }), ...dialled, nodePorts: z.boolean().optional() })
  .refine(isAnswerable, unanswerable);

const nodesTarget = z.strictObject({ nodes: z.strictObject({ names: distinct(dns1123, 'node').optional() }), ...dialled }).refine(isAnswerable, unanswerable);
const addressTarget = z.strictObject({ address, ...dialled }).refine(isAnswerable, unanswerable);
const hostTarget = z.strictObject({ host, ...dialled }).refine(isAnswerable, unanswerable);

const wellKnownTarget = z.discriminatedUnion(
  'wellKnown',
  [
    z.strictObject({ wellKnown: z.literal('cluster-dns') }),
    z.strictObject({ wellKnown: z.literal('apiserver') }),
    z
      .strictObject({
        wellKnown: z.literal('cloud-metadata'),
        addresses: z.array(address).min(1).optional(),
        clouds: distinct(z.enum(clouds), 'cloud').optional(),
        speak: z.literal('http', 'must be http, or left out for a bare connect').optional(),
      })
      .refine((target) => target.addresses === undefined || target.clouds === undefined, { path: ['clouds'], error: 'excludes addresses: name the one or the other' }),
    z.strictObject({ wellKnown: z.literal('internet'), addresses: z.array(address).min(1), ...dialled, port: port.default(443) }).refine(isAnswerable, unanswerable),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? 'must be cluster-dns, apiserver, cloud-metadata or internet' : undefined) },
);

/** By the key that tells the kind. */
export const targetKinds = {
  pods: podsTarget,
  standIn: standInTarget,
  service: serviceTarget,
  nodes: nodesTarget,
  address: addressTarget,
  host: hostTarget,
  wellKnown: wellKnownTarget,
} as const;

export const anyTarget = z.union([podsTarget, standInTarget, serviceTarget, nodesTarget, addressTarget, hostTarget, wellKnownTarget]);
