import { atEachEnd, betweenNeighbours } from '../enforcing.ts';
import type { FaultModel, Misenforcement } from '../fault.ts';

const bothOpen: Misenforcement = () => ({ egress: 'open', ingress: 'open' });

export const sameNodeOpen: FaultModel = {
  name: 'FM-SAMENODE-OPEN',
  does: 'nothing is enforced between pods of one node',
  variants: {
    all: { kind: 'misenforces', per: 'node', does: 'by pod address or by Service', misenforce: betweenNeighbours(bothOpen) },
    'pod-ip': { kind: 'misenforces', per: 'node', does: 'by pod address alone', misenforce: betweenNeighbours((states, meeting) => (meeting.through === undefined ? bothOpen(states, meeting) : states)) },
  },
};

export const sameNodeService: FaultModel = {
  name: 'FM-SAMENODE-SVC',
  does: 'nothing is enforced between pods of one node where a Service is dialled',
  variants: { all: { kind: 'misenforces', per: 'node', does: 'by ClusterIP', misenforce: betweenNeighbours((states, meeting) => (meeting.through?.kind === 'cluster-ip' ? bothOpen(states, meeting) : states)) } },
};

const afterEgress: Misenforcement = (states) => (states.egress === 'allowed' ? { ...states, ingress: 'open' } : states);
const afterIngress: Misenforcement = (states) => (states.ingress === 'allowed' ? { ...states, egress: 'open' } : states);

export const firstAccept: FaultModel = {
  name: 'FM-FIRST-ACCEPT',
  does: 'the first rule that allows is the last that is read',
  variants: {
    egress: { kind: 'misenforces', per: 'node', does: 'between pods of one node: what egress explicitly allows, ingress is not asked about', misenforce: betweenNeighbours(afterEgress) },
    mirror: { kind: 'misenforces', per: 'node', does: 'between pods of one node: what ingress explicitly allows, egress is not asked about', misenforce: betweenNeighbours(afterIngress) },
    'egress-always': { kind: 'misenforces', per: 'node', does: 'between any pods: what egress explicitly allows, ingress is not asked about', misenforce: (isHere) => (states, meeting) => atEachEnd((state, direction) => (direction === 'ingress' ? afterEgress(states, meeting).ingress : state))(isHere)(states, meeting) },
    'mirror-always': { kind: 'misenforces', per: 'node', does: 'between any pods: what ingress explicitly allows, egress is not asked about', misenforce: (isHere) => (states, meeting) => atEachEnd((state, direction) => (direction === 'egress' ? afterIngress(states, meeting).egress : state))(isHere)(states, meeting) },
  },
};
