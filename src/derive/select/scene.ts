/** Who stands on either side of the rules of a matrix. */
import type { Direction } from '../../model/network-policy.ts';
import { isolating } from '../../policy/admission.ts';
import type { Endpoint } from '../../policy/endpoint.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { Sight } from '../../policy/peers.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import { endpointOf } from '../classes.ts';
import type { DerivedMatrix } from '../derive.ts';

/** What a rule may speak of: for egress a target, for ingress a source, by its index. */
export interface OtherEnd {
  readonly at: number;
  readonly end: Endpoint;
  /** No policy of its own has a say: where a connection is denied, the rule's side denies it. */
  readonly isFree: boolean;
}

export interface Scene {
  readonly matrix: DerivedMatrix;
  /** Classes that a pod of ours may stand for. */
  readonly sources: readonly number[];
  /** What may be dialled. */
  readonly targets: readonly number[];
  readonly others: Readonly<Record<Direction, readonly OtherEnd[]>>;
}

export const sceneOf = (matrix: DerivedMatrix, sources: readonly number[], targets: readonly number[]): Scene => {
  const otherEnd = (at: number, end: Endpoint | undefined, direction: Direction): OtherEnd[] => (end === undefined ? [] : [{ at, end, isFree: isolating(direction, end, matrix.index).length === 0 }]);
  return {
    matrix,
    sources,
    targets,
    others: {
      egress: targets.flatMap((at) => otherEnd(at, matrix.targets[at]?.ends[0]?.target, 'ingress')),
      ingress: sources.flatMap((at) => otherEnd(at, matrix.sources[at] && endpointOf(matrix.sources[at]), 'egress')),
    },
  };
};

export const sightOf = (end: Endpoint, index: PolicyIndex): Sight => ({ index, family: end.kind === 'address' ? familyOf(end.ip) : 4, ipBlocksHoldPods: 'by-address' });
