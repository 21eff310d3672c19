import type { Roster } from '../world/ways.ts';
import type { ConformanceCase, PolicyManifest } from './case.ts';

/** The ways that show what a case is about, and a few besides that must stay as they are. */
export const rosterOf = ({ steps }: ConformanceCase): Roster => {
  const policies = steps.flatMap(({ apply }) => apply);
  const lines = steps.flatMap(({ expect }) => expect.flatMap(({ deny, allow }) => [...deny, ...allow]));
  const isFull = policies.some(({ spec }) => JSON.stringify(spec).includes('"ports":')) || lines.some(({ transport, port, family }) => transport !== undefined || port !== undefined || family !== undefined);
  const directions = new Set(policies.flatMap(directionsOf));
  return `${isFull ? 'full' : 'plain'} ${directions.size === 1 && directions.has('Ingress') ? 'in' : directions.size === 1 && directions.has('Egress') ? 'out' : 'both'}`;
};

/** As the API server completes `policyTypes`. */
const directionsOf = ({ spec: { policyTypes, egress } }: PolicyManifest): string[] => {
  if (Array.isArray(policyTypes) && policyTypes.length > 0) return policyTypes.map(String);
  return Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
};
