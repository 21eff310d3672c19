import type { Pod, View } from '../../view/view.ts';
import type { Bend, FaultModel, Situation } from '../bend.ts';
import { gonePods } from '../past.ts';
import { nextAged } from '../time.ts';

export const staleAddress: FaultModel = {
  name: 'FM-STALE-IP',
  does: 'a deleted pod stays a peer for a while, and whoever gets its address inherits its labels as a peer',
  parameters: { delayMs: 3_600_000 },
  variants: {
    all: { does: 'on every node', bend: ({ delayMs }) => inheriting(delayMs, () => true) },
    remote: { does: 'on other nodes than the pod\'s', bend: ({ delayMs }) => inheriting(delayMs, (ghost, { node }) => ghost.node !== node.name) },
  },
};

function inheriting(delayMs: number, concerns: (ghost: Pod, situation: Situation) => boolean): Bend {
  return {
    peers: (view, situation) => {
      const recent = gonePods(situation).filter(({ last, goneMs }) => situation.nowMs < goneMs + delayMs && concerns(last, situation));
      return haunted(view, recent.map(({ last }) => last));
    },
    wakesAtMs: (situation) => nextAged(gonePods(situation).map(({ goneMs }) => goneMs), delayMs, situation.nowMs),
  };
}

/** Gives addresses back to those who had them. */
function haunted(view: View, ghosts: readonly Pod[]): View {
  const taken = new Set(ghosts.flatMap(({ addresses }) => addresses));
  const pods = view.pods.map((pod) => ({ ...pod, addresses: pod.addresses.filter((address) => !taken.has(address)) }));
  return { ...view, pods: [...pods, ...ghosts] };
}

export const deleteStrips: FaultModel = {
  name: 'FM-DELETE-STRIPS-IP',
  does: 'the end of a pod is taken for that of its successor: open as a subject, nobody as a peer',
  variants: {
    'same-ip': { does: 'a successor by address', bend: () => stripping((pod, old) => pod.addresses.some((address) => old.addresses.includes(address))) },
    'same-name': { does: 'a successor by namespace and name', bend: () => stripping((pod, old) => pod.namespace === old.namespace && pod.name === old.name) },
  },
};

function stripping(succeeds: (pod: Pod, old: Pod) => boolean): Bend {
  const isStripped = (pod: Pod, situation: Situation): boolean => gonePods(situation).some(({ last }) => last.uid !== pod.uid && succeeds(pod, last));
  return {
    // No policy is of a namespace without a name.
    subjects: (view, situation) => ({ ...view, pods: view.pods.map((pod) => (isStripped(pod, situation) ? { ...pod, namespace: '' } : pod)) }),
    peers: (view, situation) => ({ ...view, pods: view.pods.filter((pod) => !isStripped(pod, situation)) }),
  };
}

export const completedPod: FaultModel = {
  name: 'FM-COMPLETED-POD',
  does: 'finished pods keep their addresses for as long as they are listed',
  variants: {
    subject: { does: 'their policies bind who has the address now', bend: () => ({ subjects: bindSuccessors }) },
    peer: { does: 'who has the address now has their labels as a peer', bend: () => ({ peers: (view) => haunted(view, finished(view)) }) },
  },
};

function finished(view: View): Pod[] {
  return view.pods.filter((pod) => pod.finished && !pod.hostNetwork).map((pod) => ({ ...pod, finished: false }));
}

function bindSuccessors(view: View): View {
  const old = finished(view);
  const pods = view.pods.map((pod) => {
    const predecessor = pod.finished ? undefined : old.find(({ addresses }) => addresses.some((address) => pod.addresses.includes(address)));
    return predecessor === undefined ? pod : { ...pod, namespace: predecessor.namespace, labels: predecessor.labels };
  });
  return { ...view, pods };
}
