/** What a run would do to a cluster, for whoever has to allow it. */
import type { Plan, PodPlan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { wornBy } from '../model/marks.ts';
import { reviewGuest } from '../plan/guests.ts';
import type { GuestOptions } from '../plan/guests.ts';
import { tellAssurance } from './assurance.ts';
import { plain } from './paint.ts';

export const describePlan = (plan: Plan, snapshot: Snapshot, guests: GuestOptions): string => {
  const asked = plan.cells.filter(({ canary }) => canary === undefined);
  const destinations = asked.reduce((sum, cell) => sum + cell.destinations.length, 0);
  const lines = [
    `${asked.length} cells with ${destinations} destinations, ${plan.pods.length} pods; nothing has been created`,
    ...canaryLine(plan),
    '',
    ...plan.pods.flatMap((pod) => describePod(pod, plan, snapshot, guests)),
    ...plan.skips.map((skip) => `skipped ${skip.source} -> ${skip.target}: ${skip.reason}`),
    ...plan.uncovered.map(({ node, reason }) => `node ${node} is not covered: it ${reason}`),
    ...plan.remarks,
    ...(plan.assurance === undefined ? [] : ['', tellAssurance(plan.assurance)]),
  ];
  return `${lines.map(plain).join('\n')}\n`;
};

const canaryLine = ({ canary }: Plan): string[] =>
  canary === undefined ? [] : [`canary on ${canary.nodes.join(', ')}: namespace ${canary.namespace} with 2 NetworkPolicies, and ${canary.services.length} Services`];

const describePod = (pod: PodPlan, plan: Plan, snapshot: Snapshot, guests: GuestOptions): string[] => {
  const labels = Object.entries(wornBy(pod)).map(([key, value]) => `${key}=${value}`);
  const listens = pod.listen.map(({ protocol, port }) => `${protocol}/${port}`).join(', ');
  const touches = pod.namespace === plan.controlNamespace || pod.namespace === plan.canary?.namespace ? [] : reviewGuest(pod.namespace, pod.labels, snapshot, guests).touches;
  return [
    `pod ${pod.namespace}/${pod.name}`,
    `  is       ${pod.role} for ${pod.serves.join(', ')}, on node ${pod.node}${listens === '' ? '' : `, listening on ${listens}`}`,
    `  wears    ${labels.join(', ')}`,
    ...(pod.gated ? ['  gated    never becomes ready, so no Service sends it traffic'] : []),
    ...touches.map(({ kind, name, effect }) => `  touches  ${kind} ${name}, which ${effect}`),
    '',
  ];
};
