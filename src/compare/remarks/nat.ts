import type { Recording } from '../../model/recording.ts';
import { keyOf } from '../../model/snapshot.ts';
import { atMost } from './at-most.ts';
import type { StreakIndex } from './streaks.ts';

/** An echo tells from where the responder saw us come. Policies by pod selector know a source by its own address. */
export const remarksOnNat = ({ dials, pods, plan }: Pick<Recording, 'dials' | 'pods' | 'plan'>, streaks: StreakIndex): string[] => {
  const ipsOf = new Map(pods.map((pod) => [keyOf(pod), pod.ips]));
  const cells = new Map(plan.cells.map(({ cell }) => [cell.id, cell]));
  const pairs = new Map<string, string>();
  for (const dial of dials) {
    const own = ipsOf.get(keyOf(dial.from)) ?? [];
    if (dial.purpose.kind !== 'cell' || own.length === 0) continue;
    const stranger = streaks(dial).find(({ seen }) => seen !== undefined && !own.includes(seen))?.seen;
    if (stranger === undefined) continue;
    for (const { cell: id } of dial.purpose.cells) {
      const cell = cells.get(id);
      if (cell) pairs.set(`${cell.source} -> ${cell.target}`, stranger);
    }
  }
  const told = [...pairs].map(([pair, address]) => `${pair}: the responder saw the source come from ${address}, which is not the pod's own address (NAT): a policy that selects pods sees another source`);
  return atMost(told, (more) => `${more} more pairs of source and target pass NAT`);
};
