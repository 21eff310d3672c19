/** Nothing is enforced somewhere; everything is closed somewhere. */
import { mutant, opening } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

const node2 = { nodes: ['node2'] };

export const unenforcedMutants: readonly Mutant[] = [
  opening('FM-NODE-DEAD:all', 'canary', 'CLOSED'),
  opening('FM-NODE-DEAD:all', 'canary', 'CLOSED node2', node2),
  opening('FM-NODE-DEAD:all', 'canary', 'CLOSED IPv6', { family: 6 }),
  opening('FM-NODE-DEAD:all', 'canary', 'CLOSED ingress', { direction: 'ingress', ...node2 }),
  opening('FM-NODE-DEAD:all', 'standard', 'CLOSED', { probability: 0.3 }),
  opening('FM-NODE-DEAD:new', 'canary', 'CLOSED'),
  opening('FM-EGRESS-IGNORED:always', 'canary', 'CLOSED egress'),
  opening('FM-EGRESS-IGNORED:always', 'canary', 'CLOSED node2', node2),
  opening('FM-EGRESS-IGNORED:always', 'canary', 'CLOSED IPv6', { family: 6 }),
  opening('FM-EGRESS-IGNORED:always', 'canary', 'CLOSED UDP', { protocol: 'UDP' }),
  opening('FM-EGRESS-IGNORED:empty', 'standard', 'CLOSED egress'),
  mutant('FM-EGRESS-IGNORED:rules', 'canary', 'both'),
  opening('FM-INGRESS-IGNORED:always', 'canary', 'CLOSED ingress'),
  opening('FM-INGRESS-IGNORED:always', 'canary', 'CLOSED node2', node2),
  opening('FM-INGRESS-IGNORED:empty', 'standard', 'CLOSED ingress'),
  mutant('FM-INGRESS-IGNORED:rules', 'canary', 'both'),
  opening('FM-FIRST-ACCEPT:egress', 'standard', 'CLOSED ingress'),
  opening('FM-FIRST-ACCEPT:egress', 'standard', 'CLOSED node2', node2),
  opening('FM-FIRST-ACCEPT:mirror', 'standard', 'CLOSED egress'),
  opening('FM-FIRST-ACCEPT:egress-always', 'standard', 'CLOSED ingress'),
  opening('FM-FIRST-ACCEPT:mirror-always', 'standard', 'CLOSED egress'),
  opening('FM-SAMENODE-OPEN:all', 'canary', 'CLOSED'),
  opening('FM-SAMENODE-OPEN:all', 'canary', 'CLOSED node2', node2),
  opening('FM-SAMENODE-OPEN:all', 'canary', 'CLOSED IPv6', { family: 6 }),
  opening('FM-SAMENODE-OPEN:pod-ip', 'canary', 'CLOSED'),
  opening('FM-SAMENODE-SVC', 'canary', 'CLOSED'),
  opening('FM-SAMENODE-SVC', 'canary', 'CLOSED node2', node2),
  mutant('CLOSED', 'canary', 'closes'),
  mutant('CLOSED', 'canary', 'closes', node2),
  mutant('CLOSED', 'canary', 'closes', { direction: 'ingress' }),
  mutant('CLOSED', 'canary', 'closes', { direction: 'egress' }),
  mutant('CLOSED', 'canary', 'closes', { family: 6 }),
  mutant('CLOSED', 'canary', 'closes', { protocol: 'UDP' }),
  mutant('ALL-CLOSED', 'canary', 'closes'),
  mutant('ALL-CLOSED', 'canary', 'closes', node2),
];
