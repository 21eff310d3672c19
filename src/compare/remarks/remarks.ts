/** What a reader must know besides the cells, in sentences. No verdict depends on any of them. */
import { expectedOf } from '../../model/plan.ts';
import type { Family } from '../../../probes/contract.ts';
import type { Plan } from '../../model/plan.ts';
import type { PodRecord, Recording } from '../../model/recording.ts';
import type { CellResult } from '../../model/report.ts';
import { remarksOnCertificates } from './certificates.ts';
import { remarksOnControls } from './controls.ts';
import { remarksOnDns } from './dns.ts';
import { remarksOnLoss } from './loss.ts';
import { remarksOnNat } from './nat.ts';
import { remarksOnRequests } from './requests.ts';
import { streakIndex } from './streaks.ts';

export const remarksOf = (recording: Recording, cells: readonly CellResult[]): string[] => {
  const { plan, pods } = recording;
  const streaks = streakIndex(recording);
  return [
    ...plan.remarks,
    ...(cells.length === 0 ? [] : remarksOnFamilies(plan, pods)),
    ...plan.uncovered.map(({ node, reason }) => `node ${node} is not covered: it ${reason}`),
    ...remarksOnControls(recording, streaks),
    ...remarksOnDns(recording, streaks),
    ...remarksOnCertificates(recording, streaks),
    ...remarksOnNat(recording, streaks),
    ...remarksOnLoss(cells),
    ...remarksOnRequests(recording),
    ...(plan.canary === undefined ? remarksOnDenies(cells) : []),
  ];
};

/** Who only allows, and runs no canary, learns nothing of enforcement: a cluster that enforces nothing would look the same. */
const remarksOnDenies = (cells: readonly CellResult[]): string[] =>
  cells.some((cell) => expectedOf(cell) === 'deny') ? [] : ['this matrix denies nothing: a cluster that enforces no policy would come out the same'];

/** A dual-stack cluster has a second way in; who does not look there should know it. */
const remarksOnFamilies = (plan: Plan, pods: readonly PodRecord[]): string[] => {
  const probed = new Set(plan.cells.filter(({ canary }) => canary === undefined).map(({ cell }) => cell.family));
  const present = new Set(pods.flatMap(({ ips }) => ips.map((ip): Family => (ip.includes(':') ? 6 : 4))));
  return [...present]
    .filter((family) => !probed.has(family))
    .map((family) => `pods here also have IPv${family} addresses, which this matrix does not probe: ipFamilies: [IPv4, IPv6] does`);
};
