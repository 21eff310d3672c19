import type { PodEndpoint } from '../policy/endpoint.ts';
import type { End } from './end.ts';
import type { World, WorldService } from './world.ts';

export const findDns = ({ services }: World): WorldService | undefined => services.find(({ namespace, name, ports }) => namespace === 'kube-system' && ['kube-dns', 'coredns'].includes(name) && ports.some(({ port }) => port === 53));

/** As nearly every cluster has it; where files do not say who it is. */
const kubeDns: PodEndpoint = {
  kind: 'pod',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ name: 'dns', protocol: 'UDP', port: 53 }, { name: 'dns-tcp', protocol: 'TCP', port: 53 }],
  ips: [],
  hostNetwork: false,
};

/** Where nobody says who it is. */
export const isDnsGuessed = (world: World): boolean => world.nodes.length === 0 && findDns(world) === undefined;

/** For a reader. */
export const dnsGuess = 'taken for pods of kube-system with k8s-app=kube-dns';

export const usualDns: readonly End[] = (['UDP', 'TCP'] as const).map((protocol) => ({ target: kubeDns, port: 53, protocol }));
