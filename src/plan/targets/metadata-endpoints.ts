/** Where clouds tell a machine about itself, often with credentials: data, with the ways to recognise each cloud. */
import type { Cloud } from '../../model/clouds.ts';

export interface MetadataEndpoint {
  /** Whose it is; absent where so many clouds share it that it is always dialled. */
  readonly cloud?: Cloud;
  readonly address: string;
  readonly port: number;
  readonly label: string;
}

/**
 * Not here: OpenStack's `fe80::a9fe:a9fe`, which cannot be dialled without naming an interface, and the DNS of Azure's
 * wire server, which is no metadata.
 */
export const metadataEndpoints: readonly MetadataEndpoint[] = [
  { address: '169.254.169.254', port: 80, label: 'instance metadata' },
  { cloud: 'aws', address: 'fd00:ec2::254', port: 80, label: 'AWS instance metadata' },
  { cloud: 'aws', address: '169.254.170.23', port: 80, label: 'EKS Pod Identity' },
  { cloud: 'aws', address: 'fd00:ec2::23', port: 80, label: 'EKS Pod Identity' },
  { cloud: 'aws', address: '169.254.170.2', port: 80, label: 'ECS task metadata' },
  { cloud: 'gcp', address: 'fd20:ce::254', port: 80, label: 'Google Cloud metadata' },
  { cloud: 'gcp', address: '169.254.169.254', port: 8080, label: 'GKE metadata server' },
  { cloud: 'gcp', address: '169.254.169.252', port: 987, label: 'GKE metadata server' },
  { cloud: 'gcp', address: '169.254.169.252', port: 988, label: 'GKE metadata server' },
  { cloud: 'azure', address: '168.63.129.16', port: 80, label: 'Azure wire server' },
  { cloud: 'azure', address: '168.63.129.16', port: 32526, label: 'Azure wire server' },
  { cloud: 'alibaba', address: '100.100.100.200', port: 80, label: 'Alibaba Cloud metadata' },
  { cloud: 'oracle', address: '192.0.0.192', port: 80, label: 'Oracle Cloud Classic metadata' },
  { cloud: 'scaleway', address: '169.254.42.42', port: 80, label: 'Scaleway metadata' },
  { cloud: 'scaleway', address: 'fd00:42::42', port: 80, label: 'Scaleway metadata' },
  { cloud: 'tencent', address: '169.254.0.23', port: 80, label: 'Tencent Cloud metadata' },
];

/** How the cloud's own controller writes a node's `spec.providerID`. */
const providerIds: readonly (readonly [RegExp, Cloud])[] = [
  [/^aws:\/\//, 'aws'],
  [/^gce:\/\//, 'gcp'],
  [/^azure:\/\//, 'azure'],
  [/^alicloud:\/\//, 'alibaba'],
  // `cn-hangzhou.i-bp1…`: region and instance, which no other cloud writes with a dot and without a scheme.
  [/^[a-z]{2}-[a-z]+(?:-[a-z0-9]+)*\.i-[a-z0-9]+$/, 'alibaba'],
  [/^(?:oci:\/\/|ocid1\.instance\.)/, 'oracle'],
  [/^openstack:\/\//, 'openstack'],
  [/^digitalocean:\/\//, 'digitalocean'],
  [/^scaleway:\/\//, 'scaleway'],
  [/^hcloud:\/\//, 'hetzner'],
  [/^qcloud:\/\//, 'tencent'],
  [/^vultr:\/\//, 'vultr'],
  [/^linode:\/\//, 'linode'],
  [/^ibm:\/\//, 'ibm'],
];

/** The cloud that a node says it runs in; none where it does not say, or in words that nobody here knows. */
export const cloudOf = (providerId: string): Cloud | undefined => providerIds.find(([pattern]) => pattern.test(providerId))?.[1];

/** Whether nodes say that somebody's metadata servers are there. */
export const isInCloud = ({ nodes }: { readonly nodes: readonly { readonly providerId: string }[] }): boolean => nodes.some(({ providerId }) => cloudOf(providerId) !== undefined);
