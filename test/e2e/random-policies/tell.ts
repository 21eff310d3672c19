import type { Judgement } from './judge.ts';

const most = 6;

/** Enough to understand a disagreement without the cluster, and the command that shows it again. */
export const tellDisagreements = ({ seed, policies, disagreements }: Judgement): string =>
  [
    `seed ${seed}: ${disagreements.length} ${disagreements.length === 1 ? 'connection differs' : 'connections differ'}`,
    ...disagreements.slice(0, most).map(({ name, verdict, outcome }) => `  ${name}: ${verdict} by policy, seen ${outcome}`),
    ...(disagreements.length > most ? [`  and ${disagreements.length - most} more`] : []),
    ...policies.map((policy) => `  ${JSON.stringify(policy)}`),
    `  npm run verify:random-policies -- --seed ${seed}`,
  ].join('\n');
