import type { Direction } from '../../view/policy-spec.ts';
import type { View } from '../../view/view.ts';
import type { FaultModel } from '../bend.ts';
import { allClosed, allOpen, mapLanes } from '../lanes.ts';

export const nodeDead: FaultModel = {
  name: 'FM-NODE-DEAD',
  does: 'nothing is enforced for the pods of a node',
  variants: {
    all: { does: 'of none of its pods', bend: () => ({ rules: allOpen }) },
    new: {
      does: 'of no pod that got its network after the fault began',
      bend: () => ({ rules: (rules, { arrivals, sinceMs }) => mapLanes(rules, (lane, { subject }) => ((arrivals.get(subject.address) ?? 0) > sinceMs ? 'open' : lane)) }),
    },
  },
};

export const egressIgnored = ignored('FM-EGRESS-IGNORED', 'egress');
export const ingressIgnored = ignored('FM-INGRESS-IGNORED', 'ingress');

function ignored(name: string, direction: Direction): FaultModel {
  return {
    name,
    does: `policies do not restrict ${direction}`,
    variants: {
      always: { does: 'none does', bend: () => ({ rules: (rules) => mapLanes(rules, (lane, place) => (place.direction === direction ? 'open' : lane)) }) },
      empty: { does: `those with \`${direction}: []\` do not`, bend: () => ({ view: (view) => withoutDirection(view, direction, (rules) => rules === 0) }) },
      rules: { does: 'those with rules have no effect, a default deny has', bend: () => ({ view: (view) => withoutDirection(view, direction, (rules) => rules > 0) }) },
    },
  };
}

/** Policies do not isolate in a direction if they have so many rules for it. */
function withoutDirection(view: View, direction: Direction, concerns: (rules: number) => boolean): View {
  const policies = view.policies.map((policy) =>
    concerns(policy.spec[direction].length) ? { ...policy, spec: { ...policy.spec, directions: policy.spec.directions.filter((each) => each !== direction) } } : policy,
  );
  return { ...view, policies };
}

export const closed: FaultModel = {
  name: 'CLOSED',
  does: 'the closed twin: isolated pods are allowed nothing, whatever their policies say',
  variants: { isolated: { does: 'rules that allow are ignored', bend: () => ({ rules: (rules) => mapLanes(rules, (lane) => (lane === 'open' ? lane : [])) }) } },
};

export const everythingClosed: FaultModel = {
  name: 'ALL-CLOSED',
  does: 'the closed twin of all: pods that no policy selects are cut off too',
  variants: { all: { does: 'nothing passes but replies', bend: () => ({ rules: allClosed }) } },
};
