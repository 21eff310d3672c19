import { selects } from '../../semantics/selector.ts';
import { directions, type Direction } from '../../view/policy-spec.ts';
import type { Lane } from '../../rules/node-rules.ts';
import type { Policy } from '../../view/view.ts';
import type { Bend, FaultModel, Situation, Variant } from '../bend.ts';
import { mapLanes } from '../lanes.ts';
import { firstMoments, gonePolicies, type Gone } from '../past.ts';

export const policyDeleteIgnored: FaultModel = {
  name: 'FM-POLICY-DELETE-IGNORED',
  does: 'a deleted policy stays in force',
  parameters: { windowMs: 0 },
  variants: {
    plain: { does: 'until another has its name', bend: () => keeping((_, heir) => heir === undefined) },
    'same-name': { does: 'beside another that has its name', bend: () => keeping((_, heir) => heir !== undefined) },
    'at-once': {
      does: 'beside another that has its name and came within `windowMs` of its end, as the enforcer saw it',
      bend: ({ windowMs }) =>
        keeping(({ goneMs }, heir, situation) => {
          const came = heir && firstMoments(situation, ({ policies }) => policies).get(heir.uid);
          return came !== undefined && came.atMs - goneMs <= windowMs;
        }),
    },
  },
};

/** Whether a deleted policy stays; its heir is the policy that has its name now. */
type Stays = (old: Gone<Policy>, heir: Policy | undefined, situation: Situation) => boolean;

function keeping(stays: Stays): Bend {
  return {
    subjects: (view, situation) => {
      const named = new Map(view.policies.map((policy) => [nameOf(policy), policy]));
      const old = gonePolicies(situation).filter((gone) => stays(gone, named.get(nameOf(gone.last)), situation));
      return { ...view, policies: [...view.policies, ...old.map(({ last }) => last)] };
    },
  };
}

function nameOf({ namespace, name }: Policy): string {
  return `${namespace}/${name}`;
}

export const lastPolicy: FaultModel = {
  name: 'FM-LAST-POLICY',
  does: 'the deletion of one of a pod\'s policies is taken for that of another number of them',
  variants: {
    any: counting('any deletion ends the isolation, though other policies select the pod', (lane, isDeleted) => (isDeleted.own ? 'open' : lane)),
    stays: counting('the isolation stays when its last policy is gone', (lane, isDeleted) => (isDeleted.own && lane === 'open' ? [] : lane)),
    other: counting('a deletion closes the other direction', (lane, isDeleted) => (isDeleted.other && lane === 'open' ? [] : lane)),
  },
};

/** Whether a policy was deleted that isolated the pod in a lane's direction, or in the other. */
interface Deleted {
  readonly own: boolean;
  readonly other: boolean;
}

function counting(does: string, change: (lane: Lane, isDeleted: Deleted) => Lane): Variant {
  return {
    does,
    bend: () => ({
      rules: (rules, situation) =>
        mapLanes(rules, (lane, { subject, direction }) => {
          const lost = lostDirections(subject.uid, situation);
          return change(lane, { own: lost.has(direction), other: directions.some((each) => each !== direction && lost.has(each)) });
        }),
    }),
  };
}

function lostDirections(uid: string, situation: Situation): ReadonlySet<Direction> {
  const pod = situation.history.at(-1)?.view.pods.find((candidate) => candidate.uid === uid);
  if (pod === undefined) return new Set();
  return new Set(gonePolicies(situation).filter(({ last }) => last.namespace === pod.namespace && selects(last.spec.podSelector, pod.labels)).flatMap(({ last }) => last.spec.directions));
}
