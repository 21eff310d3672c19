import ipaddr from 'ipaddr.js';

/** What an address shares with those that are near it. Nobody tells which ranges a cluster has for pods and Services; they are seldom narrower than a /16, or a /64. */
const neighbourhoodOf = (ip: string): string => ipaddr.parse(ip).toByteArray().slice(0, ip.includes(':') ? 8 : 2).join();

interface Inside {
  readonly pods: readonly { readonly ips: readonly string[]; readonly hostNetwork: boolean }[];
  readonly services: readonly { readonly clusterIps: readonly string[] }[];
}

/** Whether an address lies near those that pods and Services have, so that one that nobody read may have it. */
export const nearPods = ({ pods, services }: Inside): ((ip: string) => boolean) => {
  const near = new Set([...pods.flatMap(({ ips, hostNetwork }) => (hostNetwork ? [] : ips)), ...services.flatMap(({ clusterIps }) => clusterIps)].map(neighbourhoodOf));
  return (ip) => near.has(neighbourhoodOf(ip));
};
