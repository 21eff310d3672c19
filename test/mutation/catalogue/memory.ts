/** Enforcers that remember wrongly: addresses, labels, policies. */
import { mutant, opening } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

const node2 = { nodes: ['node2'] };
const reused = 'below the floor: an address is given again, and Node has started under it, only after more than a second';
const inherited = 'below the floor: policy has 20 s to take effect on a pod that got an address again; what is wrong for 10 s is told as a time, and not as a leak';
const late = 'below the floor: policy has 30 s to take effect; a change that takes 20 s is told as a time, and not as a leak';
const oneLook = 'below the floor: the enforcer must see the end and the new beginning in one look, and the API server tells of them one by one';

export const memoryMutants: readonly Mutant[] = [
  mutant('FM-STALE-IP:all', 'standard', 'both'),
  mutant('FM-STALE-IP:all', 'standard', 'both', { delayMs: 60_000 }),
  mutant('FM-STALE-IP:all', 'below-floor', 'both', { delayMs: 10_000, why: inherited }),
  mutant('FM-STALE-IP:all', 'below-floor', 'both', { delayMs: 1000, why: reused }),
  mutant('FM-STALE-IP:all', 'standard', 'both', node2),
  mutant('FM-STALE-IP:remote', 'standard', 'both'),
  mutant('FM-DELETE-STRIPS-IP:same-ip', 'standard', 'both'),
  mutant('FM-DELETE-STRIPS-IP:same-ip', 'standard', 'both', node2),
  mutant('FM-DELETE-STRIPS-IP:same-name', 'standard', 'both'),
  mutant('FM-COMPLETED-POD:subject', 'standard', 'both'),
  mutant('FM-COMPLETED-POD:subject', 'standard', 'both', node2),
  mutant('FM-COMPLETED-POD:peer', 'standard', 'both'),
  mutant('FM-LABEL-STALE:peer', 'standard', 'both'),
  mutant('FM-LABEL-STALE:peer', 'standard', 'both', { delayMs: 120_000 }),
  mutant('FM-LABEL-STALE:peer', 'below-floor', 'both', { delayMs: 20_000, why: late }),
  mutant('FM-LABEL-STALE:peer', 'standard', 'both', node2),
  mutant('FM-LABEL-STALE:peer', 'standard', 'both', { family: 6 }),
  mutant('FM-LABEL-STALE:peer-add', 'standard', 'closes'),
  opening('FM-LABEL-STALE:peer-remove', 'standard', 'FM-LABEL-STALE:peer-add'),
  mutant('FM-LABEL-STALE:peer-change', 'standard', 'both'),
  mutant('FM-LABEL-STALE:peer-empty', 'standard', 'both'),
  mutant('FM-LABEL-STALE:peer-until-pod', 'standard', 'both'),
  mutant('FM-LABEL-STALE:subject', 'standard', 'both'),
  mutant('FM-LABEL-STALE:subject', 'standard', 'both', node2),
  opening('FM-LABEL-STALE:subject-add', 'standard', 'FM-LABEL-STALE:subject-remove'),
  mutant('FM-LABEL-STALE:subject-remove', 'standard', 'closes'),
  mutant('FM-LABEL-STALE:subject-change', 'standard', 'both'),
  mutant('FM-LABEL-STALE:subject-empty', 'standard', 'both'),
  mutant('FM-LABEL-STALE:subject-until-pod', 'standard', 'both'),
  mutant('FM-NSLABEL-STALE:all', 'standard', 'both'),
  mutant('FM-NSLABEL-STALE:all', 'standard', 'both', { delayMs: 60_000 }),
  mutant('FM-NSLABEL-STALE:all', 'standard', 'both', node2),
  mutant('FM-NSLABEL-STALE:add', 'standard', 'closes'),
  opening('FM-NSLABEL-STALE:remove', 'standard', 'FM-NSLABEL-STALE:add'),
  mutant('FM-NSLABEL-STALE:combined', 'standard', 'both'),
  mutant('FM-POLICY-DELETE-IGNORED:plain', 'standard', 'both'),
  mutant('FM-POLICY-DELETE-IGNORED:plain', 'standard', 'both', node2),
  mutant('FM-POLICY-DELETE-IGNORED:same-name', 'standard', 'both'),
  mutant('FM-POLICY-DELETE-IGNORED:at-once', 'standard', 'both', { windowMs: 1000 }),
  mutant('FM-POLICY-DELETE-IGNORED:at-once', 'below-floor', 'both', { why: oneLook }),
  opening('FM-LAST-POLICY:any', 'standard', 'FM-LAST-POLICY:stays'),
  opening('FM-LAST-POLICY:any', 'standard', 'FM-LAST-POLICY:stays', { direction: 'egress' }),
  opening('FM-LAST-POLICY:any', 'standard', 'FM-LAST-POLICY:stays', node2),
  mutant('FM-LAST-POLICY:stays', 'standard', 'closes'),
  mutant('FM-LAST-POLICY:other', 'standard', 'closes'),
];
