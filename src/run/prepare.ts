/** Reads the cluster and plans; creates nothing. */
import { randomBytes } from 'node:crypto';
import { canaryNamespaceOf, namespaceOfRun } from '../cluster/identity.ts';
import { createOtherPolicyReader } from '../cluster/read/other-policies.ts';
import { readSnapshot, readVolatile } from '../cluster/read/snapshot.ts';
import type { Plan } from '../model/plan.ts';
import type { NodeWishes } from '../model/pod-settings.ts';
import type { Snapshot, Watched } from '../model/snapshot.ts';
import { heedWishes } from '../plan/node-wishes.ts';
import type { RunContext, RunRequest } from './context.ts';
import { everyNamespace, inhabited } from './every-namespace.ts';
import { admitOwnPods, checkLentNamespaces } from './lent-namespaces.ts';
import { planAsked } from './planned.ts';
import { policyMatrixName } from './policy-matrix-name.ts';
import { policyScope, scopeOf, scopeOfAll } from './scope.ts';

export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  /** From which names and nonces are derived; never leaves the coordinator. */
  readonly secret: string;
  /** Reads once more what may have changed. */
  readonly readVolatile: () => Promise<Watched>;
}

/** Of a request what decides the plan. */
export interface PlanRequest extends Pick<RunRequest, 'loaded' | 'fromPolicies' | 'guests' | 'controlNamespace' | 'canaryNamespace' | 'canary'> {
  readonly pods: NodeWishes;
}

/** @throws NetproofError ERR_USAGE if this matrix cannot be probed here */
export const preparePlan = async ({ api, now }: Pick<RunContext, 'api' | 'now'>, request: PlanRequest): Promise<Planned> => {
  const { loaded: written, fromPolicies, guests, controlNamespace, canaryNamespace, canary } = request;
  const run = randomBytes(4).toString('hex');
  const secret = randomBytes(32).toString('hex');
  const guarded = canary === false ? undefined : { namespace: canaryNamespace ?? canaryNamespaceOf(run), ...canary };
  const names = fromPolicies?.namespaces === 'all' ? await everyNamespace(api) : fromPolicies?.namespaces;
  const asked = [...(written === undefined ? [] : [scopeOf(written.matrix)]), ...(names === undefined ? [] : [policyScope(names)])];
  const concerned = scopeOfAll(asked);
  // What is not there yet may hold somebody's policies once it is.
  const scope = { ...concerned, namespaces: [...new Set([...concerned.namespaces, ...[controlNamespace, guarded?.namespace].filter((name) => name !== undefined)])] };
  const readOthers = createOtherPolicyReader(api, scope.namespaces);
  const seen = await readSnapshot(api, scope, readOthers);
  const snapshot = { ...seen, nodes: heedWishes(seen.nodes, request.pods) };
  checkLentNamespaces(request, snapshot);
  const plan = planAsked({
    ...(written === undefined ? {} : { written }),
    ...(fromPolicies === undefined || names === undefined ? {} : { fromPolicies: { ...fromPolicies, name: policyMatrixName(fromPolicies), namespaces: fromPolicies.namespaces === 'all' ? inhabited(names, snapshot) : names } }),
    snapshot,
    run,
    secret,
    today: new Date(now()).toISOString().slice(0, 10),
    controlNamespace: controlNamespace ?? namespaceOfRun(run),
    guests,
    ...(guarded === undefined ? {} : { canary: guarded }),
  });
  return {
    plan: admitOwnPods(plan, snapshot, guests, request),
    snapshot,
    secret,
    readVolatile: () => readVolatile(api, scope, readOthers),
  };
};
