/** A pod of ours while it lives, and what its role asks of its log. */
import type { LogReader } from '../interpret/log-reader.ts';
import { placeLabels, wornBy } from '../model/marks.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import type { Labels } from '../model/snapshot.ts';

export interface LivePod {
  readonly plan: PodPlan;
  /** Empty: it was never created, and `failure` says why. */
  readonly uid: string;
  /** When it had been created, on the coordinator's clock. */
  readonly createdMs: number;
  readonly altered: readonly string[];
  /** Whether it was ever seen with other labels than those that it came with. */
  relabelled: boolean;
  readonly responder: string;
  reader: LogReader;
  following?: Promise<void>;
  /** Nobody asks for it any more: its name may be another's. */
  readonly dropped: AbortController;
  /** Its log broke off, and could not be opened again: nothing more will be heard of it. */
  lost: boolean;
  /** Set once we stopped it ourselves: its end is then no failure. */
  stopping: boolean;
  /** A failure that was seen while it should have lived. */
  failure?: string;
}

/** Whether there is such a pod at all. */
export const wasCreated = ({ uid }: Pick<LivePod, 'uid'>): boolean => uid !== '';

/** A control stand-in only answers; what its log says, the control source's says better. Unless it is an end of the canary. */
export const isFollowed = (pod: PodPlan, plan: Pick<Plan, 'canary'>): boolean => pod.role !== 'control-stand-in' || isOfCanary(pod, plan);

/** Whose log goes on saying something until the end: the resolver has said all before the others begin. */
export const isWatched = ({ role }: PodPlan): boolean => role !== 'control-stand-in' && role !== 'resolver';

/** Who asks others, once all images are there. */
export const isDialling = ({ role }: PodPlan): boolean => role === 'source' || role === 'control-source';

/** Who stands where the matrix says, or the canary asks; the others are controls. */
export const isGuest = ({ role }: Pick<PodPlan, 'role'>): boolean => role === 'source' || role === 'stand-in';

/** Whose log must be whole: verdicts rest on it. Of other controls only what they saw until now is of use. */
export const needsEnd = (pod: PodPlan, plan: Pick<Plan, 'canary'>): boolean => isGuest(pod) || (pod.role !== 'resolver' && isOfCanary(pod, plan));

/** The controls of a node are the free ends of its canary. */
const isOfCanary = ({ node }: PodPlan, { canary }: Pick<Plan, 'canary'>): boolean => canary?.nodes.includes(node) ?? false;

/** All proof of a path rests on where the pods are. */
export const displaced = ({ node }: PodPlan, actual: string | undefined): string[] =>
  actual === undefined || actual === node ? [] : [`it runs on node ${actual} instead of ${node}`];

/**
 * Policies go by labels: with others it is another guest.
 *
 * @param told labels that policies look at: on a guest even those of its place count then; controls are nobody's subject
 */
export const wearsOthers = (pod: Pick<PodPlan, 'labels' | 'role'>, actual: Labels, told: ReadonlySet<string>): boolean => {
  const worn = wornBy(pod);
  const isOfPlace = (key: string): boolean => placeLabels.includes(key) && !Object.hasOwn(worn, key) && !(told.has(key) && isGuest(pod));
  return [...new Set([...Object.keys(worn), ...Object.keys(actual)])].some((key) => actual[key] !== worn[key] && !isOfPlace(key));
};
