/** What is asked of a cluster becomes a plan; of what policies say, one that tells what it would notice. Pure. */
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { Plan } from '../model/plan.ts';
import { planRun } from '../plan/plan.ts';
import type { PlanInput } from '../plan/plan.ts';
import { withAssurance } from './assured.ts';
import { enlargedForNodes } from './for-nodes.ts';
import { loadFromPolicies } from './from-policies.ts';
import type { FromPolicies } from './from-policies.ts';

export interface Asked extends Omit<PlanInput, 'loaded'> {
  /** By a person. */
  readonly written?: LoadedMatrix;
  readonly fromPolicies?: FromPolicies;
}

/** @throws NetproofError ERR_USAGE if this cannot be probed here */
export const planAsked = ({ written, fromPolicies, ...input }: Asked): Plan => {
  if (fromPolicies === undefined) return planRun(written === undefined ? input : { ...input, loaded: written });
  // Who lends a namespace for the controls may have pods there, and perhaps nowhere else.
  const chosen = loadFromPolicies(fromPolicies, input.snapshot, input.guests, written, input.controlNamespace);
  const planned = (loaded: LoadedMatrix): Plan => withAssurance(planRun({ ...input, loaded }), chosen.places, input.snapshot, fromPolicies.namespaces);
  const plan = planned(chosen.loaded);
  // Beside a written matrix derived names have marks, and who lies where is not asked.
  const enlarged = written === undefined ? enlargedForNodes(chosen, plan) : undefined;
  return enlarged === undefined ? plan : planned(enlarged);
};
