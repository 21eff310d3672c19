import type { Direction, NetworkPolicy } from '../../model/network-policy.ts';
import { atEachEnd } from '../enforcing.ts';
import type { FaultModel, Misreading } from '../fault.ts';

export const nodeDead: FaultModel = {
  name: 'FM-NODE-DEAD',
  does: 'nothing is enforced for the pods of a node',
  variants: { all: { kind: 'misenforces', per: 'node', does: 'of none of its pods', misenforce: atEachEnd(() => 'open') } },
};

const ignored = (name: string, direction: Direction): FaultModel => ({
  name,
  does: `policies do not restrict ${direction}`,
  variants: {
    always: { kind: 'misenforces', per: 'node', does: 'none does', misenforce: atEachEnd((state, own) => (own === direction ? 'open' : state)) },
    empty: { kind: 'misreads', does: `those with \`${direction}: []\` do not`, misreadings: (policy) => without(policy, direction, (rules) => rules === 0) },
    rules: { kind: 'misreads', does: 'those with rules have no effect, a default deny has', misreadings: (policy) => without(policy, direction, (rules) => rules > 0) },
  },
});

export const egressIgnored = ignored('FM-EGRESS-IGNORED', 'egress');
export const ingressIgnored = ignored('FM-INGRESS-IGNORED', 'ingress');

/** It says nothing of the direction, if it has so many rules for it. */
function without(policy: NetworkPolicy, direction: Direction, concerns: (rules: number) => boolean): Misreading[] {
  const { [direction]: own, ...rest } = policy;
  return own === undefined || !concerns(own.length) ? [] : [{ at: direction, as: [rest] }];
}
