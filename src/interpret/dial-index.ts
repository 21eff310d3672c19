import type { DialPlan } from '../model/plan.ts';

/** All dials of a run, found by what they are for; evidence asks for them once per cell. */
export interface DialIndex {
  /** All that go to the same address, port and transport, whoever makes them. */
  readonly to: (dial: Pick<DialPlan, 'address' | 'port' | 'transport'>) => readonly DialPlan[];
  readonly ofCell: (cell: string, destination: number) => DialPlan | undefined;
  readonly paths: readonly DialPlan[];
}

export const indexDials = (dials: readonly DialPlan[]): DialIndex => {
  const byAddress = Map.groupBy(dials, addressKey);
  const byCell = new Map(dials.flatMap((dial) => (dial.purpose.kind === 'cell' ? [[`${dial.purpose.cell} #${dial.purpose.destination}`, dial] as const] : [])));
  return {
    to: (dial) => byAddress.get(addressKey(dial)) ?? [],
    ofCell: (cell, destination) => byCell.get(`${cell} #${destination}`),
    paths: dials.filter((dial) => dial.purpose.kind === 'path'),
  };
};

const addressKey = ({ address, port, transport }: Pick<DialPlan, 'address' | 'port' | 'transport'>): string => `${transport} ${address} ${port}`;
