/** Which rights a plan needs, and where: what cannot be removed again must not be created. Pure. */
import { canaryRights, heartRights, lentCanaryRights, neededRights, serviceRights } from '../cluster/rights.ts';
import type { Needed } from '../cluster/rights.ts';
import type { Plan } from '../model/plan.ts';

/** @param own namespaces that are made for the run */
export const rightsFor = (plan: Pick<Plan, 'canary' | 'controlNamespace' | 'cells' | 'pods'>, own: ReadonlySet<string>): Needed[] => {
  const { canary, controlNamespace } = plan;
  const lent = [...new Set(plan.pods.map(({ namespace }) => namespace))].filter((namespace) => !own.has(namespace));
  const hasService = canary !== undefined || plan.cells.some(({ cell }) => cell.path === 'cluster-ip');
  return [
    { rights: neededRights, namespaces: lent },
    ...(own.has(controlNamespace) ? [] : [{ rights: [...heartRights, ...(hasService ? serviceRights : [])], namespaces: [controlNamespace] }]),
    ...(canary === undefined ? [] : [{ rights: own.has(canary.namespace) ? canaryRights : lentCanaryRights, namespaces: [canary.namespace] }]),
  ];
};
