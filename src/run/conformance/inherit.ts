/** Gives an address to another pod: pods are made on the same node until one of them gets it. */
import type { Inheritance } from '../../conformance/case/case.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Actor, Traces } from './act.ts';

/** Most address managers go round before they give an address again: where the range is small, that is soon, and else it would be for ever. */
const mostPods = 16;

/** @returns why it could not be provoked, if it could not */
export const inherit = async ({ context: { signal }, set, probes }: Actor, { from, labels }: Inheritance, traces: Traces): Promise<string | undefined> => {
  const [member] = set.of(from);
  if (member === undefined) return `there is no ${from}`;
  if (!traces.absent.has(from)) await probes.drop(member.pod);
  traces.absent.add(from);
  const wanted = member.ips[0];
  for (let made = 0; made < mostPods; made++) {
    signal.throwIfAborted();
    const next = await set.launch(member.instance, labels);
    if (next.ips[0] === wanted) {
      await set.replace(member.instance, next.pod, next.ips);
      traces.absent.delete(from);
      traces.strangers.add(from);
      return undefined;
    }
    await probes.drop(next.pod);
  }
  return `none of ${mostPods} new pods got the address of ${keyOf(member.pod)}: reuse of addresses could not be provoked`;
};
