import { selects } from '../../semantics/selector.ts';
import type { Labels, View } from '../../view/view.ts';
import type { Bend, FaultModel, Situation, Variant } from '../bend.ts';
import { mapPeers } from '../policies.ts';
import { nextSeen } from '../time.ts';

const operations = ['add', 'remove', 'change', 'empty'] as const;
type Operation = (typeof operations)[number];
const forEver = { delayMs: 3_600_000 } as const;

export const staleLabels: FaultModel = {
  name: 'FM-LABEL-STALE',
  does: 'changes of a running pod\'s labels are seen late',
  parameters: forEver,
  variants: Object.fromEntries((['peer', 'subject'] as const).flatMap((role) => [[role, podVariant(role, operations)], ...operations.map((operation) => [`${role}-${operation}`, podVariant(role, [operation])])]) as [string, Variant][]),
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
      bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ subjects: combinedSeeing(view, staleNamespaces(view, situation, delayMs, operations)) })),
    },
  },
};

function podVariant(role: 'peer' | 'subject', ignored: readonly Operation[]): Variant {
  return {
    does: `of ${role === 'peer' ? 'peers' : 'subjects'}: ${ignored.join(', ')}`,
    bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ [role === 'peer' ? 'peers' : 'subjects']: stalePods(view, situation, delayMs, ignored) })),
  };
}

function namespaceVariant(ignored: readonly Operation[]): Variant {
  return { does: ignored.join(', '), bend: ({ delayMs }) => late(delayMs, (view, situation) => ({ peers: { ...view, namespaces: staleNamespaces(view, situation, delayMs, ignored) } })) };
}

function late(delayMs: number, see: (view: View, situation: Situation) => { readonly subjects?: View; readonly peers?: View }): Bend {
  return {
    subjects: (view, situation) => see(view, situation).subjects ?? view,
    peers: (view, situation) => see(view, situation).peers ?? view,
    wakesAtMs: (situation) => nextSeen(situation, delayMs),
  };
}

function stalePods(view: View, situation: Situation, delayMs: number, ignored: readonly Operation[]): View {
  return { ...view, pods: view.pods.map((pod) => ({ ...pod, labels: stale(pod.labels, ignored, situation, delayMs, (then) => then.pods.find(({ uid }) => uid === pod.uid)?.labels) })) };
}

function staleNamespaces(view: View, situation: Situation, delayMs: number, ignored: readonly Operation[]): View['namespaces'] {
  return new Map([...view.namespaces].map(([name, labels]) => [name, stale(labels, ignored, situation, delayMs, (then) => then.namespaces.get(name))]));
}

/** Labels as they are, but for the changes that are not seen yet. */
function stale(now: Labels, ignored: readonly Operation[], { history, nowMs }: Situation, delayMs: number, look: (view: View) => Labels | undefined): Labels {
  const seen = history.flatMap(({ atMs, view }) => {
    const labels = look(view);
    return labels === undefined ? [] : [{ atMs, labels }];
  });
  const then = (seen.findLast(({ atMs }) => atMs <= nowMs - delayMs) ?? seen[0])?.labels ?? now;
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
