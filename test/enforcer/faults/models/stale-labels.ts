import { selects } from '../../semantics/selector.ts';
import type { Labels, View } from '../../view/view.ts';
import type { Bend, FaultModel, Situation, Variant } from '../bend.ts';
import { firstMoments } from '../past.ts';
import { mapPeers } from '../policies.ts';
import { nextSeen } from '../time.ts';

const operations = ['add', 'remove', 'change', 'empty'] as const;
type Operation = (typeof operations)[number];
const forEver = { delayMs: 3_600_000 } as const;

export const staleLabels: FaultModel = {
  name: 'FM-LABEL-STALE',
  does: 'changes of a running pod\'s labels are seen late',
  parameters: forEver,
  variants: Object.fromEntries(
    (['peer', 'subject'] as const).flatMap((role) => [[role, podVariant(role, operations)], ...operations.map((operation) => [`${role}-${operation}`, podVariant(role, [operation])]), [`${role}-until-pod`, untilPodVariant(role)]]) as [string, Variant][],
  ),
};

export const staleNamespaceLabels: FaultModel = {
  name: 'FM-NSLABEL-STALE',
  does: 'changes of a namespace\'s labels are seen late',
  parameters: forEver,
  variants: {
    all: namespaceVariant(operations),
    add: namespaceVariant(['add']),
    remove: namespaceVariant(['remove']),
    combined: {
      does: 'by peers that select by namespace and by pod',
      bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ subjects: combinedSeeing(view, staleNamespaces(view, operations, soLongAgo(situation, delayMs))) })),
    },
  },
};

type Role = 'peer' | 'subject';

function podVariant(role: Role, ignored: readonly Operation[]): Variant {
  return {
    does: `of ${role}s: ${ignored.join(', ')}`,
    bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ [`${role}s`]: stalePods(view, ignored, soLongAgo(situation, delayMs)) })),
  };
}

function untilPodVariant(role: Role): Variant {
  return {
    does: `of ${role}s: every change, not for \`delayMs\` but until some pod is created afterwards`,
    bend: () => ({ [`${role}s`]: (view: View, situation: Situation) => stalePods(view, operations, atLastCreation(situation)) }),
  };
}

function namespaceVariant(ignored: readonly Operation[]): Variant {
  return { does: ignored.join(', '), bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ peers: { ...view, namespaces: staleNamespaces(view, ignored, soLongAgo(situation, delayMs)) } })) };
}

function late(delayMs: number, see: (view: View, situation: Situation) => { readonly subjects?: View; readonly peers?: View }): Bend {
  return {
    subjects: (view, situation) => see(view, situation).subjects ?? view,
    peers: (view, situation) => see(view, situation).peers ?? view,
    wakesAtMs: (situation) => nextSeen(situation, delayMs),
  };
}

/** The labels of an object as they were seen last, found in a view by `look`; undefined of what was never seen. */
type Memory = (look: (view: View) => Labels | undefined) => Labels | undefined;

function soLongAgo({ history, nowMs }: Situation, delayMs: number): Memory {
  return (look) => {
    const seen = history.flatMap(({ atMs, view }) => {
      const labels = look(view);
      return labels === undefined ? [] : [{ atMs, labels }];
    });
    return (seen.findLast(({ atMs }) => atMs <= nowMs - delayMs) ?? seen[0])?.labels;
  };
}

function atLastCreation(situation: Situation): Memory {
  const moment = [...firstMoments(situation, ({ pods }) => pods).values()].at(-1);
  return (look) => moment && look(moment.view);
}

function stalePods(view: View, ignored: readonly Operation[], memory: Memory): View {
  return { ...view, pods: view.pods.map((pod) => ({ ...pod, labels: stale(pod.labels, ignored, memory((then) => then.pods.find(({ uid }) => uid === pod.uid)?.labels)) })) };
}

function staleNamespaces(view: View, ignored: readonly Operation[], memory: Memory): View['namespaces'] {
  return new Map([...view.namespaces].map(([name, labels]) => [name, stale(labels, ignored, memory((then) => then.namespaces.get(name)))]));
}

/** Labels as they are, but for the changes that are not seen yet. */
function stale(now: Labels, ignored: readonly Operation[], then: Labels = now): Labels {
  const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = ignored.includes(operationOf(then[key], now[key])) ? then[key] : now[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function operationOf(before: string | undefined, after: string | undefined): Operation {
  if (after === undefined) return 'remove';
  if (after === '') return 'empty';
  return before === undefined ? 'add' : 'change';
}

/** Peers with both selectors get the names of the namespaces that old labels would select. */
function combinedSeeing(view: View, namespaces: View['namespaces']): View {
  return mapPeers(view, (peer) => {
    const { podSelector, namespaceSelector } = peer;
    if (podSelector === undefined || namespaceSelector === undefined) return [peer];
    const names = [...namespaces].filter(([, labels]) => selects(namespaceSelector, labels)).map(([name]) => name);
    return [{ podSelector, namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: names }] } }];
  });
}
