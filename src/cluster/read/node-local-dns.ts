/** Where the DNS caches on the nodes listen: it is written nowhere but in their own arguments. */
import { isIP } from 'node:net';
import type { V1Pod } from '@kubernetes/client-node';

/** What the add-on's own manifest uses. */
const usualAddress = '169.254.20.10';

/** @returns addresses, each once; none where no such cache runs */
export const nodeLocalAddresses = (pods: readonly V1Pod[]): string[] => {
  const caches = pods.filter(({ metadata }) => metadata?.namespace === 'kube-system' && metadata.labels?.['k8s-app'] === 'node-local-dns');
  if (caches.length === 0) return [];
  const told = caches.flatMap(({ spec }) => (spec?.containers ?? []).flatMap(({ command, args }) => localIps([...(command ?? []), ...(args ?? [])])));
  return told.length === 0 ? [usualAddress] : [...new Set(told)];
};

/** `-localip a,b` or `-localip=a,b`, with one dash or two, as Go reads flags. */
const localIps = (words: readonly string[]): string[] =>
  words
    .flatMap((word, index) => {
      const [, value] = /^--?localip(?:=(.*))?$/.exec(word) ?? [undefined, undefined];
      if (value !== undefined) return value.split(',');
      return /^--?localip$/.test(word) ? (words[index + 1] ?? '').split(',') : [];
    })
    .map((address) => address.trim())
    .filter((address) => isIP(address) !== 0);
