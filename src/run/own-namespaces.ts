/** Which of a plan's namespaces are made for the run, and end with it. Pure. */
import type { Plan } from '../model/plan.ts';
import type { RunRequest } from './context.ts';

export const ownNamespaces = ({ controlNamespace, canary }: Pick<Plan, 'controlNamespace' | 'canary'>, lent: Pick<RunRequest, 'controlNamespace' | 'canaryNamespace'>): ReadonlySet<string> =>
  new Set([...(lent.controlNamespace === undefined ? [controlNamespace] : []), ...(canary === undefined || lent.canaryNamespace !== undefined ? [] : [canary.namespace])]);
