/** Too little passes, or too much: an enforcer that gets one thing of a policy, or one pod, wholly wrong. */
import { atEachEnd } from '../enforcing.ts';
import type { FaultModel } from '../fault.ts';
import { perPeer, perPort, perRule } from '../rewrite.ts';

export const closed: FaultModel = {
  name: 'CLOSED',
  does: 'what is allowed does not pass',
  variants: {
    isolated: { kind: 'misenforces', per: 'node', does: 'isolated pods are allowed nothing, whatever their policies say', misenforce: atEachEnd((state) => (state === 'open' ? state : 'denied')) },
    egress: { kind: 'misenforces', per: 'class', does: 'what these pods send is dropped', misenforce: atEachEnd((state, direction) => (direction === 'egress' ? 'denied' : state)) },
    ingress: { kind: 'misenforces', per: 'class', does: 'what these pods are sent is dropped', misenforce: atEachEnd((state, direction) => (direction === 'ingress' ? 'denied' : state)) },
    rule: { kind: 'misreads', does: 'a rule allows nothing', misreadings: (policy) => perRule(policy, () => []) },
    peer: { kind: 'misreads', does: 'a peer among others allows nobody', misreadings: (policy) => perPeer(policy, (_, { peers }) => (peers.length > 1 ? [] : undefined)) },
    port: { kind: 'misreads', does: 'a port among others is not opened', misreadings: (policy) => perPort(policy, (_, { ports }) => (ports.length > 1 ? [] : undefined)) },
  },
};

export const everythingClosed: FaultModel = {
  name: 'ALL-CLOSED',
  does: 'pods that no policy selects are cut off too',
  variants: { all: { kind: 'misenforces', per: 'node', does: 'nothing passes but replies', misenforce: atEachEnd(() => 'denied') } },
};

export const opened: FaultModel = {
  name: 'OPEN',
  does: 'what is denied passes',
  variants: {
    egress: { kind: 'misenforces', per: 'class', does: 'what these pods send is not filtered', misenforce: atEachEnd((state, direction) => (direction === 'egress' ? 'open' : state)) },
    ingress: { kind: 'misenforces', per: 'class', does: 'what these pods are sent is not filtered', misenforce: atEachEnd((state, direction) => (direction === 'ingress' ? 'open' : state)) },
    peers: { kind: 'misreads', does: 'a rule allows everybody', misreadings: (policy) => perRule(policy, (rule) => (rule.peers.length === 0 ? undefined : [{ ...rule, peers: [] }])) },
  },
};
