import { waitFor } from '../../cluster/shell/wait.ts';
import type { Kubectl } from './kubectl.ts';

/** A running pod, as far as a fault has to know it. */
export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly ip: string;
  /** Of its only container, as containerd knows it. */
  readonly container: string;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
    readonly spec: { readonly nodeName?: string };
    readonly status: { readonly podIP?: string; readonly containerStatuses?: readonly { readonly containerID?: string; readonly state: { readonly running?: object } }[] };
  }[];
}

/** The one running pod with these labels, as soon as it runs. */
export const runningPod = async (kubectl: Kubectl, namespace: string, selector: string): Promise<RunningPod> =>
  waitFor(`a running pod ${selector} in ${namespace}`, async () => (await runningPods(kubectl, namespace, selector))[0], { timeoutMs: 60_000, everyMs: 300 });

const runningPods = async (kubectl: Kubectl, namespace: string, selector: string): Promise<RunningPod[]> => {
  const { items } = await kubectl.json<PodList>(['get', 'pods', '-n', namespace, '-l', selector]);
  return items.flatMap(({ metadata: { name, uid, deletionTimestamp }, spec: { nodeName }, status: { podIP, containerStatuses = [] } }) => {
    const [container] = containerStatuses;
    const id = container?.state.running && container.containerID?.replace('containerd://', '');
    return id && nodeName && podIP && deletionTimestamp === undefined ? [{ namespace, name, uid, node: nodeName, ip: podIP, container: id }] : [];
  });
};

/** A guest of netproof's that wears this label. */
export const probeOf = (kubectl: Kubectl, namespace: string, app: string): Promise<RunningPod> => runningPod(kubectl, namespace, `app=${app},netproof.dev/probe`);
