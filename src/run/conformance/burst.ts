/** Fresh pods under policies that are older than they are: what gets through in their first moments. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dial } from '../../../probes/contract.ts';
import type { Burst, Expectation } from '../../conformance/case/case.ts';
import { expectedOf } from '../../conformance/case/expected.ts';
import { createSightBook } from '../../conformance/judge/sights.ts';
import { heardOut, judgeBurst } from '../../conformance/judge/burst.ts';
import type { FreshSight } from '../../conformance/judge/burst.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { StepResult } from '../../conformance/result/result.ts';
import { labelsOf } from '../../conformance/world/world.ts';
import { NetproofError } from '../../errors.ts';
import type { Actor } from './act.ts';

/** What is allowed may be so late; until it has come, a pod's silence does not mean a policy. */
const networkMs = 10_000;

/** Twenty dials a second see what is open for longer than 50 ms, once the probe has started. */
const everyMs = 50;

export const playBurst = async ({ context: { now, signal }, set, probes }: Actor, { like, pods, forMs }: Burst, expected: Expectation): Promise<Omit<StepResult, 'does'>> => {
  const places = set.of(like);
  const cells = typical(set.cells().filter(({ way, from }) => way.from === like && way.path === 'pod-ip' && from === places[0]?.instance), expected);
  const dials = cells.map((cell, at): Dial => {
    // From its first instant, in step with nobody.
    const { phaseMs: _, ...dial } = set.dial(cell, `f${at}`);
    return { ...dial, pausesMs: [everyMs], repeat: true };
  });
  const book = createSightBook();
  const launched = await Promise.allSettled(Array.from({ length: pods }, (_, at) => places[at % places.length]).flatMap((place) => (place === undefined ? [] : [set.launch(place.instance, labelsOf(like), { dials })])));
  const made = launched.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const drop = (): Promise<unknown> => Promise.all(made.map(({ pod }) => probes.drop(pod)));
  const failed = launched.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await drop();
    // A node that has no room for so many pods says nothing of the others' cases.
    if (failed.reason instanceof NetproofError && failed.reason.code === 'ERR_LAUNCH') return { outcome: 'not-testable', reason: failed.reason.message, cells: 0, wrong: [] };
    throw failed.reason;
  }
  const look = (): FreshSight[] =>
    made.flatMap(({ pod }): FreshSight[] => {
      const log = probes.log(pod);
      if (log !== undefined) book.take(log);
      return cells.map((cell, at) => ({ cell, pod: pod.name, node: pod.node, expected: expectedOf(expected, cell.way), sights: book.since(pod, `f${at}`, 0) }));
    });
  const untilMs = now() + forMs;
  let sights = look();
  while (now() < untilMs || (heardOut(sights).size < made.length && now() < untilMs + networkMs)) {
    signal.throwIfAborted();
    await sleep(everyMs);
    sights = look();
  }
  await drop();
  return judgeBurst(sights);
};

/** Of what is denied a way to each node in each family by each protocol, of what is allowed one: a pod that starts has enough to do. */
const typical = (cells: readonly WorldCell[], expected: Expectation): WorldCell[] => {
  const [denied, allowed] = (['deny', 'allow'] as const).map((must) => cells.filter(({ way }) => expectedOf(expected, way) === must));
  return [...new Map(denied?.map((cell) => [`${cell.to.node} ${cell.way.family} ${cell.way.transport}`, cell])).values(), ...(allowed?.slice(0, 1) ?? [])];
};
