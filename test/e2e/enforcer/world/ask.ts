/** Runs on a node: passes each of its pods' agents what to dial, and prints what they say. */
import { text } from 'node:stream/consumers';
import type { PodDials } from './dials.ts';

const pods = JSON.parse(await text(process.stdin)) as PodDials[];
const answers = await Promise.all(
  pods.map(async ({ control, dials, timeoutMs }) => {
    const answer = await fetch(control, { method: 'POST', body: JSON.stringify({ dials, timeoutMs }) });
    return (await answer.json()) as string[];
  }),
);
process.stdout.write(JSON.stringify(answers));
