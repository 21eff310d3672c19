import { directions } from '../../model/network-policy.ts';
import type { Direction, IpBlock, NetworkPolicy } from '../../model/network-policy.ts';
import { addressesOf } from '../../policy/endpoint.ts';
import { cidrTest, familyOf } from '../../policy/ip-block.ts';
import type { FaultModel, Meeting, Misreading } from '../fault.ts';
import { perPeer } from '../rewrite.ts';

export const except: FaultModel = {
  name: 'FM-EXCEPT',
  does: 'the exceptions of a block are misread',
  variants: {
    a: { kind: 'misreads', does: 'they are ignored', misreadings: (policy) => perBlock(policy, ({ cidr }) => [{ cidr, except: [] }]) },
    b: { kind: 'misreads', does: 'they are ignored where the block is everything', misreadings: (policy) => perBlock(policy, ({ cidr }) => (cidr.endsWith('/0') ? [{ cidr, except: [] }] : undefined)) },
    c: { kind: 'misreads', does: 'they deny, whatever else allows', misreadings: denying },
    d: { kind: 'misreads', does: 'they alone are allowed', misreadings: (policy) => perBlock(policy, (block) => block.except.map((cidr) => ({ cidr, except: [] }))) },
  },
};

/** Of blocks with exceptions. */
const perBlock = (policy: NetworkPolicy, change: (block: IpBlock) => readonly IpBlock[] | undefined): Misreading[] =>
  perPeer(policy, ({ ipBlock }) => (ipBlock === undefined || ipBlock.except.length === 0 ? undefined : change(ipBlock)?.map((block) => ({ ipBlock: block }))));

/** Whom the policy selects is allowed nothing with an excepted address, by any policy. */
function denying(policy: NetworkPolicy): Misreading[] {
  return directions.flatMap((direction) =>
    (policy[direction] ?? []).flatMap(({ peers }, rule) =>
      peers.flatMap(({ ipBlock }, peer): Misreading[] => {
        if (ipBlock === undefined || ipBlock.except.length === 0) return [];
        return [{ at: `${direction} rule ${rule + 1}, peer ${peer + 1}`, as: [{ ...policy, [direction]: [] }], alone: direction, only: meetsOneOf(ipBlock.except, direction) }];
      }),
    ),
  );
}

const meetsOneOf = (cidrs: readonly string[], direction: Direction): ((meeting: Meeting) => boolean) => {
  const holes = cidrs.map(cidrTest);
  return ({ source, target, family }) => addressesOf(direction === 'egress' ? target : source).some((ip) => familyOf(ip) === family && holes.some((holds) => holds(ip)));
};
