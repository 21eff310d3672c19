/** What a row of the wrong-answer suite says: what is done to a cluster, and what must come out. Data only. */
import type { Family } from '../../../probes/contract.ts';
import type { Path } from '../../../src/model/cell.ts';
import type { Doubt } from '../../../src/model/observation.ts';
import type { CellResult, ExitCode } from '../../../src/model/report.ts';
import type { FixedCniName } from '../../cluster/options.ts';

/** A status, and after a colon the doubt that must be given for it. */
export type Answer = CellResult['status'] | `${CellResult['status']}: ${Doubt}`;

/** The one right answer; several only where chance decides which of them it is, and none of them is wrong. */
export type Right = readonly Answer[];

/** Every cell of a pair of source and target, or those of one path or family. */
export interface RowCell {
  readonly from: string;
  readonly to: string;
  readonly expect: 'allow' | 'deny';
  readonly path?: Path;
  readonly family?: Family;
  readonly right: Readonly<Record<FixedCniName, Right>>;
  /** What the finding must tell, where it must tell more than its kind. */
  readonly says?: Readonly<Partial<Record<FixedCniName, RegExp>>>;
}

/** One way to be wrong. */
export interface Row {
  readonly name: string;
  /** What is done, in a sentence. */
  readonly done: string;
  readonly cells: readonly RowCell[];
}

/** One run of netproof: several rows that do not disturb each other. */
export interface Scenario {
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly sources: Readonly<Record<string, object>>;
  readonly targets: Readonly<Record<string, object>>;
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly rows: readonly Row[];
  readonly code: Readonly<Record<FixedCniName, ExitCode>>;
  /** Where a row needs what only one of them has. */
  readonly only?: FixedCniName;
}

/** The same on a CNI that enforces and on one that does not. */
export const always = (...right: Right): RowCell['right'] => ({ calico: right, none: right });

/** What enforcement makes of it, and what is true without. */
export const enforced = (calico: Answer | Right, none: Answer | Right): RowCell['right'] => ({ calico: [calico].flat(), none: [none].flat() });
