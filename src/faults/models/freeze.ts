import type { NetworkPolicy, Peer, PortRule, Rule } from '../../model/network-policy.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { FaultModel, Setting, Variant } from '../fault.ts';
import { overlooked } from '../rewrite.ts';
import { onlyInTime } from './in-time.ts';

/** Here the odd policy alone is skipped: which others come later, no snapshot tells. */
const skipped = (does: string, isOdd: (policy: NetworkPolicy, setting: Setting) => boolean): Variant => ({ kind: 'misreads', does: `${does}: it is skipped`, misreadings: (policy, setting) => (isOdd(policy, setting) ? [overlooked] : []) });

const rulesOf = ({ ingress = [], egress = [] }: NetworkPolicy): readonly Rule[] => [...ingress, ...egress];
const hasPort = (policy: NetworkPolicy, is: (port: PortRule) => boolean): boolean => rulesOf(policy).some(({ ports }) => ports.some(is));
const hasBoth = (peers: readonly Peer[]): boolean => new Set(peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [familyOf(ipBlock.cidr)]))).size > 1;

/** What many systems keep of a name. */
const kept = 63;

export const freeze: FaultModel = {
  name: 'FM-FREEZE',
  does: 'an odd object stops the view of a node, or is skipped',
  variants: {
    view: onlyInTime('while there is one, the view stands still'),
    'named-port-skip': skipped('a port by name', (policy) => hasPort(policy, ({ port }) => typeof port === 'string')),
    'protocol-only-skip': skipped('a protocol without a port', (policy) => hasPort(policy, ({ port }) => port === undefined)),
    'long-name-skip': skipped('a name of more than 63 characters', ({ name }) => name.length > kept),
    'mixed-families-skip': skipped('blocks of both families in one rule', (policy) => rulesOf(policy).some(({ peers }) => hasBoth(peers))),
    'prefix-twins-skip': skipped('two names that differ only after 63 characters', ({ namespace, name }, { policies }) => policies.some((other) => other.namespace === namespace && other.name !== name && other.name.slice(0, kept) === name.slice(0, kept))),
  },
};
