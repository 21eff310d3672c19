/** What a table of cases consists of. */
import type { Labels } from '../../../../src/model/snapshot.ts';
import type { PodEndpoint } from '../../../../src/policy/endpoint.ts';
import type { Answer } from '../../../support/answer.ts';
import type { Policies } from '../../../support/policies.ts';

export interface Case {
  /** The numbers of the rules that it shows. */
  readonly rules: readonly number[];
  readonly name: string;
  readonly policies: Policies;
  /** Pods, by `namespace/name`, that are not in the cast or that are different here. */
  readonly pods?: Readonly<Record<string, Partial<PodEndpoint>>>;
  /** Labels of namespaces that have others here. */
  readonly namespaces?: Readonly<Record<string, Labels>>;
  /** By question, as `ask.ts` reads them. */
  readonly expect: Readonly<Record<string, Answer>>;
}

/** A policy that cannot exist, because the API server does not take it. */
export interface Refusal {
  readonly rules: readonly number[];
  readonly name: string;
  readonly spec: string;
  readonly mistake: RegExp;
}

/** A rule that no answer to a question can keep or break. */
export interface Elsewhere {
  readonly rule: number;
  readonly why: string;
  /** The files in which it is kept, and tested. */
  readonly see: readonly string[];
}
