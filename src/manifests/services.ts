import { z } from 'zod';
import type { ServiceState } from '../model/snapshot.ts';
import type { Origin } from '../model/verdict.ts';
import { labels, listOf, metadata, nameOf, optional, orEmpty, port, portNumber, protocol } from './fields.ts';
import { originOf, readAs } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { andThen } from './reading.ts';
import type { Reading } from './reading.ts';
import { isAddress } from '../policy/ip-block.ts';

/** What a file says of a Service. It has addresses only where somebody wrote them down, or it was read from a cluster. */
export interface ServiceDocument extends Pick<ServiceState, 'namespace' | 'name' | 'selector' | 'ports' | 'clusterIps'> {
  readonly origin: Origin;
}

const clusterIp = z.string().refine((text) => text === '' || text === 'None' || isAddress(text), 'must be an IPv4 or IPv6 address, None, or empty');

const schema = z.object({
  metadata,
  spec: orEmpty(
    z.object({
      selector: optional(labels),
      ports: listOf(z.object({ name: optional(z.string()), protocol, port: portNumber, targetPort: optional(port) })),
      clusterIP: optional(clusterIp),
      clusterIPs: listOf(clusterIp),
    }),
  ),
});

export const isService = ({ group, kind }: ManifestObject): boolean => kind === 'Service' && group === '';

/** @param namespace of an object that names none */
export const readService = (object: ManifestObject, namespace: string): Reading<ServiceDocument> =>
  andThen(readAs(schema, object), ({ metadata: own, spec: { selector, ports, clusterIP = '', clusterIPs } }) => ({
    value: {
      namespace: own.namespace ?? namespace,
      name: nameOf(own),
      origin: originOf(object),
      clusterIps: (clusterIPs.length > 0 ? clusterIPs : [clusterIP]).filter((ip) => ip !== '' && ip !== 'None'),
      ports: ports.flatMap(toServicePort),
      ...(selector === undefined || Object.keys(selector).length === 0 ? {} : { selector }),
    },
  }));

type WrittenPort = z.infer<typeof schema>['spec']['ports'][number];

/** Ports by SCTP are left out, as of a live Service: nobody dials them. */
const toServicePort = ({ name = '', protocol: transport, port: own, targetPort = own }: WrittenPort): ServiceState['ports'] =>
  transport === 'SCTP' ? [] : [{ name, transport, port: own, targetPort }];
