/** Gives an address to another pod: pods are made on the same node until one of them gets it. */
import type { Inheritance } from '../../conformance/case/case.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Actor, Traces } from './act.ts';

/** Made at the same time; together they need hardly more time than one. */
const podsAtOnce = 4;

/** @returns why it could not be provoked, if it could not */
export const inherit = async (actor: Actor, inheritance: Inheritance, traces: Traces): Promise<string | undefined> =>
  actor.reuse.hopeless() ?? (await actor.reuse.inTurn(async () => actor.reuse.hopeless() ?? (await provoke(actor, inheritance, traces))));

const provoke = async ({ context: { signal }, set, probes, reuse }: Actor, { from, labels }: Inheritance, traces: Traces): Promise<string | undefined> => {
  const [member] = set.of(from);
  if (member === undefined) return `there is no ${from}`;
  if (!traces.absent.has(from)) await probes.drop(member.pod);
  traces.absent.add(from);
  const wanted = member.ips[0];
  const tries = reuse.triesOn(member.instance.node);
  for (let tried = 0; tried < tries; tried += podsAtOnce) {
    signal.throwIfAborted();
    const made = await Promise.all(Array.from({ length: podsAtOnce }, () => set.launch(member.instance, labels)));
    const heir = made.find(({ ips }) => ips[0] === wanted);
    await Promise.all(made.map(async (one) => (one === heir ? undefined : probes.drop(one.pod))));
    if (heir === undefined) continue;
    await set.replace([{ instance: member.instance, ...heir }]);
    traces.absent.delete(from);
    traces.strangers.add(from);
    return undefined;
  }
  const reason = `none of ${tries} new pods got the address of ${keyOf(member.pod)}: reuse of addresses could not be provoked`;
  reuse.giveUp(reason);
  return reason;
};
