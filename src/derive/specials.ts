/** What every workload may go for besides other pods: DNS, the API server, the cloud's metadata, the internet. */
import type { MatrixTarget } from '../matrix/schema.ts';
import { dnsGuess, findDns, isDnsGuessed } from '../world/dns.ts';
import { endsOfTarget } from '../world/ends.ts';
import type { World } from '../world/world.ts';
import type { DerivedTarget } from './targets.ts';

/** For documentation (RFC 5737): it stands in a derived matrix, and is never dialled. */
export const nobodysAddress = '203.0.113.10';

/** @param internet an address that stands for the world outside */
export const specialTargets = (world: World, internet: string): DerivedTarget[] => [
  ...dnsTargets(world),
  known('apiserver', { wellKnown: 'apiserver' }, world),
  known('metadata', { wellKnown: 'cloud-metadata' }, world),
  known('internet', { wellKnown: 'internet', addresses: [internet], port: 443 }, world),
];

/** By protocol, since a policy may forget one of the two. */
const dnsTargets = (world: World): DerivedTarget[] => {
  const service = findDns(world);
  if (service === undefined) return [{ ...known('dns', { wellKnown: 'cluster-dns' }, world), ...(isDnsGuessed(world) ? { comment: dnsGuess } : {}) }];
  const { namespace, name } = service;
  return (['UDP', 'TCP'] as const).map((protocol) => known(`dns-${protocol.toLowerCase()}`, { service: { namespace, name }, port: 53, protocol, speak: 'dns' }, world));
};

const known = (name: string, target: MatrixTarget, world: World): DerivedTarget => {
  const found = endsOfTarget(target, world);
  return 'unknown' in found ? { name, target, ends: [], unknown: found.unknown } : { name, target, ends: found.ends };
};
