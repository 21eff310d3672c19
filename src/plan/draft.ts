/** Dials in the making: before they are shared, counted and named. */
import type { DialPlan, DialPurpose } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import { styleKey } from '../model/style-key.ts';

export interface Server {
  readonly address: string;
  readonly port: number;
}

export interface Draft extends Omit<DialPlan, 'id' | 'nonce' | 'budget'> {
  /** Whom it may reach besides its own address, where that is a virtual one. */
  readonly behind: readonly Server[];
}

/** Drafts of one pod that would do the same at the same address become one, which serves all their cells. */
export const shareDrafts = (drafts: readonly Draft[]): Draft[] => [...Map.groupBy(drafts, workOf).values()].flatMap(merge);

const workOf = ({ from, transport, address, port, style }: Draft): string => JSON.stringify([keyOf(from), transport, address, port, styleKey(style)]);

const merge = (same: readonly Draft[]): Draft[] => {
  const [first] = same;
  return first === undefined ? [] : [{ ...first, purpose: mergePurposes(first.purpose, same), behind: same.flatMap(({ behind }) => behind) }];
};

/** Other purposes than cells say the same wherever address and port are the same. */
const mergePurposes = (first: DialPurpose, same: readonly Draft[]): DialPurpose =>
  first.kind === 'cell' ? { kind: 'cell', cells: same.flatMap(({ purpose }) => (purpose.kind === 'cell' ? purpose.cells : [])) } : first;
