import type { Rule } from '../../view/policy-spec.ts';
import type { Policy, View } from '../../view/view.ts';
import type { FaultModel, Variant } from '../bend.ts';

/** What makes an object odd, with the policies of a view that are. */
interface Trigger {
  readonly does: string;
  readonly policies: (view: View) => readonly Policy[];
  /** Where it is not a policy. */
  readonly isOdd?: (view: View) => boolean;
}

const longName = 63;

const triggers: Readonly<Record<string, Trigger>> = {
  'named-port': byRule('a port by name', ({ ports = [] }) => ports.some(({ port }) => typeof port === 'string')),
  'protocol-only': byRule('a protocol without a port', ({ ports = [] }) => ports.some(({ port }) => port === undefined)),
  'long-name': { does: `a name of more than ${longName} characters`, policies: ({ policies }) => policies.filter(({ name }) => name.length > longName) },
  'mixed-families': byRule('blocks of both families in one rule', ({ peers = [] }) => new Set(peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock.cidr.includes(':')]))).size > 1),
  'prefix-twins': { does: `two names that differ only after ${longName} characters`, policies: ({ policies }) => policies.filter((one) => policies.some((other) => areTwins(one, other))) },
  'pending-pod': { does: 'a pod without a node', policies: () => [], isOdd: ({ pods }) => pods.some(({ node, finished }) => node === '' && !finished) },
};

export const freeze: FaultModel = {
  name: 'FM-FREEZE',
  does: 'while there is an odd object, the node\'s view stands still; or the odd policy and all later ones are skipped',
  variants: Object.fromEntries(Object.entries(triggers).flatMap(([name, trigger]) => [[name, standing(trigger)], ...(trigger.isOdd === undefined ? [[`${name}-skip`, skipping(trigger)] as const] : [])] as [string, Variant][])),
};

function byRule(does: string, isOdd: (rule: Rule) => boolean): Trigger {
  return { does, policies: ({ policies }) => policies.filter(({ spec }) => [...spec.ingress, ...spec.egress].some(isOdd)) };
}

function areTwins(one: Policy, other: Policy): boolean {
  return one.uid !== other.uid && one.namespace === other.namespace && one.name.slice(0, longName) === other.name.slice(0, longName);
}

function standing({ does, policies, isOdd }: Trigger): Variant {
  const stops = (view: View): boolean => isOdd?.(view) ?? policies(view).length > 0;
  return {
    does: `${does}: the view stands still`,
    bend: () => ({
      view: (view, { history }) => {
        if (!stops(view)) return view;
        return history.findLast((moment) => !stops(moment.view))?.view ?? history[0]?.view ?? view;
      },
    }),
  };
}

/** Policies are handled in the order in which they were first seen. */
function skipping({ does, policies }: Trigger): Variant {
  return {
    does: `${does}: it and later policies are skipped`,
    bend: () => ({
      subjects: (view, { history }) => {
        const odd = new Set(policies(view).map(({ uid }) => uid));
        const order = [...new Set(history.flatMap((moment) => moment.view.policies.map(({ uid }) => uid)))];
        const first = order.findIndex((uid) => odd.has(uid));
        return first === -1 ? view : { ...view, policies: view.policies.filter(({ uid }) => order.indexOf(uid) < first) };
      },
    }),
  };
}
