/** Fresh pods under policies that are older than they are: what gets through in their first moments. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dial } from '../../../probes/contract.ts';
import type { Burst, Expectation } from '../../conformance/case/case.ts';
import { expectedOf } from '../../conformance/case/expected.ts';
import { createSightBook } from '../../conformance/judge/sights.ts';
import { judgeBurst } from '../../conformance/judge/burst.ts';
import type { FreshSight } from '../../conformance/judge/burst.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { StepResult } from '../../conformance/result/result.ts';
import { labelsOf } from '../../conformance/world/world.ts';
import type { Actor } from './act.ts';

/** Twenty dials a second see what is open for longer than 50 ms, once the probe has started. */
const everyMs = 50;

export const playBurst = async ({ context: { signal }, set, probes }: Actor, { like, pods, forMs }: Burst, expected: Expectation): Promise<Omit<StepResult, 'does'>> => {
  const places = set.of(like);
  const cells = typical(set.cells().filter(({ way, from }) => way.from === like && way.path === 'pod-ip' && from === places[0]?.instance && way.transport === 'TCP'), expected);
  const dials = cells.map((cell, at): Dial => {
    // From its first instant, in step with nobody.
    const { phaseMs: _, ...dial } = set.dial(cell, `f${at}`);
    return { ...dial, pausesMs: [everyMs], repeat: true };
  });
  const made = await Promise.all(Array.from({ length: pods }, (_, at) => places[at % places.length]).flatMap((place) => (place === undefined ? [] : [set.launch(place.instance, labelsOf(like), { dials })])));
  signal.throwIfAborted();
  await sleep(forMs);
  const book = createSightBook();
  const sights = made.flatMap(({ pod }): FreshSight[] => {
    const log = probes.log(pod);
    if (log !== undefined) book.take(log);
    return cells.map((cell, at) => ({ cell, node: pod.node, expected: expectedOf(expected, cell.way), sights: book.since(pod, `f${at}`, 0) }));
  });
  await Promise.all(made.map(({ pod }) => probes.drop(pod)));
  return judgeBurst(sights);
};

/** Of what is denied a way to each node in each family, of what is allowed one: a pod that starts has enough to do. */
const typical = (cells: readonly WorldCell[], expected: Expectation): WorldCell[] => {
  const [denied, allowed] = (['deny', 'allow'] as const).map((must) => cells.filter(({ way }) => expectedOf(expected, way) === must));
  return [...new Map(denied?.map((cell) => [`${cell.to.node} ${cell.way.family}`, cell])).values(), ...(allowed?.slice(0, 1) ?? [])];
};
