/** Policies of other kinds are not read: where one may have a say, what NetworkPolicies say is not the last word. */
import type { OtherPolicies } from '../model/snapshot.ts';
import { otherDecider } from '../policy/others.ts';
import type { DerivedMatrix } from './derive.ts';

export const besideOthers = (matrix: DerivedMatrix, { otherPolicies }: { readonly otherPolicies: OtherPolicies }): DerivedMatrix => {
  if (otherPolicies.objects.length + otherPolicies.unreadable.length === 0) return matrix;
  const sources = matrix.sources.map(({ namespace }) => otherDecider(otherPolicies, [namespace]));
  const targets = matrix.targets.map(({ ends }) => otherDecider(otherPolicies, ends.flatMap(({ target }) => (target.kind === 'pod' ? [target.namespace] : []))));
  return {
    ...matrix,
    answer: (source, target) => {
      const reason = sources[source] ?? targets[target];
      return reason === undefined ? matrix.answer(source, target) : { verdict: 'undefined', reason };
    },
  };
};
