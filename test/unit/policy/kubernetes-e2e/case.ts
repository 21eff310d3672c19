/**
 * The connectivity tests of Kubernetes' own e2e suite, as tables: what must be reachable between nine pods.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/master/test/e2e/network/netpol
 */
import type { Labels } from '../../../../src/model/snapshot.ts';
import type { Answer } from '../../../support/answer.ts';
import type { Policies } from '../../../support/policies.ts';

export interface E2eCase {
  /** Its place in the suite: 1 to 43, and three each of UDP and SCTP. */
  readonly id: `${number}` | `UDP ${number}` | `SCTP ${number}`;
  /** As the suite has it, after "should". */
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** Those in force, all of them. */
  readonly policies: Policies;
  /** Labels that were added, by pod or namespace. */
  readonly labelled?: Readonly<Record<string, Labels>>;
  readonly table: readonly Line[];
}

/**
 * `SOURCE -> TARGET [PROTOCOL] [PORT]: ANSWER`. The last line that fits a cell has it; what no line fits is open. Ends are
 * pods, or all of a namespace (`x/*`), or all (`*`); a pod's way to itself is no cell, as in the suite.
 */
export type Line = `${string} -> ${string}: ${Answer}`;

/** A case of one step. */
export const once = (id: E2eCase['id'], title: string, policies: Policies, ...table: readonly Line[]): E2eCase => ({ id, title, steps: [{ policies, table }] });
