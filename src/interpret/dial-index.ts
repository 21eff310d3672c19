import type { DialPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { styleKey } from '../model/style-key.ts';

/** All dials of a run, found by what they are for; evidence asks for them once per cell. */
export interface DialIndex {
  /** All that may bear witness for the same address, port and transport; first those that ask in the same way. */
  readonly to: (dial: Pick<DialPlan, 'address' | 'port' | 'transport' | 'style'>) => readonly DialPlan[];
  readonly ofCell: (cell: string, destination: number) => DialPlan | undefined;
  readonly ofCells: (pod: Named) => readonly DialPlan[];
  readonly paths: readonly DialPlan[];
}

/** @param isSound whether a pod is the guest that was asked for: no evidence rests on what another one saw */
export const indexDials = (dials: readonly DialPlan[], isSound: (pod: Named) => boolean): DialIndex => {
  const sound = dials.filter(({ from, answeredBy }) => isSound(from) && (answeredBy === undefined || isSound(answeredBy)));
  const byAddress = Map.groupBy(sound, addressKey);
  const byCell = new Map(dials.flatMap((dial) => (dial.purpose.kind === 'cell' ? dial.purpose.cells.map(({ cell, destination }) => [`${cell} #${destination}`, dial] as const) : [])));
  const byPod = Map.groupBy(new Set(byCell.values()), ({ from }) => keyOf(from));
  const ordered = new Map<string, readonly DialPlan[]>();
  const witnessesOf = (dial: Pick<DialPlan, 'address' | 'port' | 'transport' | 'style'>): readonly DialPlan[] => {
    const style = styleKey(dial.style);
    const key = `${addressKey(dial)} ${style}`;
    const known = ordered.get(key);
    if (known !== undefined) return known;
    const all = byAddress.get(addressKey(dial)) ?? [];
    const asksAlike = (other: DialPlan): boolean => styleKey(other.style) === style;
    const made = [...all.filter(asksAlike), ...all.filter((other) => !asksAlike(other))];
    ordered.set(key, made);
    return made;
  };
  return {
    to: witnessesOf,
    ofCell: (cell, destination) => byCell.get(`${cell} #${destination}`),
    ofCells: (pod) => byPod.get(keyOf(pod)) ?? [],
    paths: sound.filter((dial) => dial.purpose.kind === 'path'),
  };
};

const addressKey = ({ address, port, transport }: Pick<DialPlan, 'address' | 'port' | 'transport'>): string => `${transport} ${address} ${port}`;
