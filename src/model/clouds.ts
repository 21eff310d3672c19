/** Clouds whose metadata endpoints are known to netproof, by the word that a matrix names them with. */
export const clouds = ['aws', 'gcp', 'azure', 'alibaba', 'oracle', 'openstack', 'digitalocean', 'scaleway', 'hetzner', 'tencent', 'vultr', 'linode', 'ibm'] as const;
export type Cloud = (typeof clouds)[number];
