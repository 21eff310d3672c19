/** The two ends of a connection, as policy sees them. */
import type { Protocol } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';

/** A container's port that has a name. Of init and sidecar containers, too. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A pod that has a network, or will have one. One that terminates is a pod as any other; one that has finished is none. */
export interface PodEndpoint {
  readonly kind: 'pod';
  readonly namespace: string;
  /** Where it is known which pod is meant, rather than any of its class. */
  readonly name?: string;
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
  /** One a family; empty where they are not known yet. */
  readonly ips: readonly string[];
  readonly hostNetwork: boolean;
  readonly node?: string;
}

export interface NodeEndpoint {
  readonly kind: 'node';
  readonly name: string;
  readonly ips: readonly string[];
}

/** Whoever has an address that is neither a pod's nor a node's. */
export interface AddressEndpoint {
  readonly kind: 'address';
  readonly ip: string;
}

export type Endpoint = PodEndpoint | NodeEndpoint | AddressEndpoint;

export const addressesOf = (endpoint: Endpoint): readonly string[] => (endpoint.kind === 'address' ? [endpoint.ip] : endpoint.ips);
