/**
 * Labels widen: whatever selects a label sees our pod too. What would notice a guest with these labels, and whether it
 * may be let in at all.
 */
import type { NetworkPolicy } from '../model/network-policy.ts';
import { mentions, peerSelectors, selects, wears } from '../policy/selector.ts';
import { probeLabel } from '../model/marks.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Labels, Selecting, Snapshot } from '../model/snapshot.ts';

/** An object that would see the guest. */
export interface Touch {
  readonly kind: Selecting['kind'] | 'Service';
  readonly name: string;
  /** What keeps it from being harmed, or what it means. */
  readonly effect: string;
}

export interface GuestReview {
  readonly touches: readonly Touch[];
  /** Why this guest must not be created. */
  readonly refusals: readonly string[];
  /** `Kind name` of the controller that would adopt it, were there no controller reference of ours. */
  readonly adoptableBy?: string;
}

const adopting: ReadonlySet<Selecting['kind']> = new Set(['ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController']);

export interface GuestOptions {
  /** HorizontalPodAutoscalers count pods by label; the user accepts that. */
  readonly allowAutoscaled: boolean;
}

export const reviewGuest = (namespace: string, labels: Labels, snapshot: Snapshot, options: GuestOptions): GuestReview => {
  const here = snapshot.selecting.filter((object) => object.namespace === namespace);
  const matching = here.filter((object) => selects(object.selector, labels));
  const services = snapshot.services.filter((service) => service.namespace === namespace && selectsService(service.selector, labels));
  const adopter = matching.find((object) => adopting.has(object.kind));
  const budget = matching.find((object) => object.kind === 'PodDisruptionBudget');
  const scaler = matching.find((object) => object.kind === 'HorizontalPodAutoscaler');
  const published = services.find((service) => service.publishNotReadyAddresses);
  const ours =
    here.find((object) => mentions(object.selector, probeLabel)) ??
    snapshot.services.filter((service) => service.namespace === namespace && Object.hasOwn(service.selector ?? {}, probeLabel)).map(({ name }) => ({ kind: 'Service', name }))[0];
  const who = adopter ? `${adopter.kind} ${adopter.name}` : undefined;

  const refusals: string[] = [];
  if (published) {
    refusals.push(`Service ${published.name} publishes addresses that are not ready, so it would send real traffic to our pod`);
  }
  if (adopter && budget) {
    refusals.push(
      `${who} would adopt our pod unless we carry a controller reference, and that reference would freeze PodDisruptionBudget ${budget.name}`,
    );
  }
  if (scaler && !options.allowAutoscaled) {
    refusals.push(`HorizontalPodAutoscaler ${scaler.name} counts pods with these labels; --allow-autoscaled accepts that`);
  }
  if (ours) refusals.push(`${ours.kind} ${ours.name} selects on ${probeLabel}, the label that all our pods carry`);

  const touches: Touch[] = [
    ...matching.map((object) => ({ kind: object.kind, name: object.name, effect: effectOf(object) })),
    ...services.map((service) => ({
      kind: 'Service' as const,
      name: service.name,
      effect: service.publishNotReadyAddresses ? 'would publish it although it is not ready' : 'lists it as not ready and sends nothing to it',
    })),
  ];
  return who === undefined ? { touches, refusals } : { touches, refusals, adoptableBy: who };
};

/**
 * A policy that lets in everybody but probes, or nobody but probes, does to them what it does to no workload.
 *
 * @returns why nothing can be learnt where such policies apply
 */
export const toldApart = (policies: readonly NetworkPolicy[]): string[] =>
  policies
    .filter((policy) => peerSelectors(policy).some((selector) => mentions(selector, probeLabel)))
    .map((policy) => `NetworkPolicy ${keyOf(policy)} tells probes from workloads, by ${probeLabel}, the label that all our pods carry`);

const effectOf = (object: Selecting): string => {
  switch (object.kind) {
    case 'NetworkPolicy':
      return 'applies to it, which is what is being tested';
    case 'PodDisruptionBudget':
      return 'counts it as a pod that is not ready';
    case 'HorizontalPodAutoscaler':
      return 'counts it among the pods it scales';
    case 'Deployment':
      return 'owns a ReplicaSet that selects it';
    case 'ReplicaSet':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'ReplicationController':
      return 'cannot adopt it: it carries a controller reference to our Lease';
  }
};

const selectsService = (selector: Labels | undefined, labels: Labels): boolean => selector !== undefined && Object.keys(selector).length > 0 && wears(labels, selector);
