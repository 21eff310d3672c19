import { setTimeout as sleep } from 'node:timers/promises';
import { applyObject } from '../../support/namespace.ts';
import type { Fault } from './fault.ts';

const policy = {
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'deny-everything' },
  spec: { order: 5000, selector: "projectcalico.org/namespace != 'kube-system'", types: ['Ingress', 'Egress'] },
};

/** Calico denies whatever no policy allows, in every namespace but the system's. */
export const denyingEverything: Fault = async ({ kubectl }) => {
  await applyObject(kubectl, policy);
  await sleep(1000);
  return () => kubectl(['delete', 'globalnetworkpolicies.crd.projectcalico.org', policy.metadata.name]);
};
