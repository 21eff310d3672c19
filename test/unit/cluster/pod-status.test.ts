import type { V1ContainerState, V1ObjectMeta, V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { expect } from 'chai';
import { podStatus } from '../../../src/cluster/pod-status.ts';

const withState = (state: V1ContainerState, status: Pick<V1PodStatus, 'phase' | 'reason'> = {}, metadata: V1ObjectMeta = {}): V1Pod => ({
  metadata,
  status: Object.assign({ containerStatuses: [{ name: 'probe', image: 'i:1', state } as never] }, status),
});
const deleted = { deletionTimestamp: new Date(0) };
const waiting = (reason: string): V1Pod => withState({ waiting: { reason, message: 'why' } }, { phase: 'Pending' });
const unscheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' };

const cases: readonly { name: string; pod: V1Pod; expected: string }[] = [
  { name: 'knows nothing of a pod without status', pod: {}, expected: 'waits' },
  { name: 'waits while the container is made', pod: waiting('ContainerCreating'), expected: 'waits' },
  { name: 'waits while the image is pulled', pod: waiting('PodInitializing'), expected: 'waits' },
  ...['ErrImageNeverPull', 'ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'].map((reason) => ({
    name: `gives up on ${reason}`, pod: waiting(reason), expected: `waits, failed: ${reason}: why`,
  })),
  { name: 'gives up where no node takes it', pod: { status: { phase: 'Pending', conditions: [{ ...unscheduled, message: '0/2 nodes' }] } }, expected: 'waits, failed: it cannot be scheduled: 0/2 nodes' },
  { name: 'has words where the scheduler has none', pod: { status: { conditions: [unscheduled] } }, expected: 'waits, failed: it cannot be scheduled: no reason given' },
  { name: 'waits while scheduling is gated', pod: { status: { conditions: [{ ...unscheduled, reason: 'SchedulingGated' }] } }, expected: 'waits' },
  { name: 'has started once it runs', pod: withState({ running: {} }, { phase: 'Running' }), expected: 'started' },
  { name: 'has ended well', pod: withState({ terminated: { exitCode: 0 } }, { phase: 'Succeeded' }), expected: 'started, ended' },
  { name: 'has failed with its code', pod: withState({ terminated: { exitCode: 137, reason: 'OOMKilled' } }, { phase: 'Failed' }), expected: 'started, ended, failed: its container, of image i:1, ended with code 137 (OOMKilled)' },
  { name: 'repeats what a program said last', pod: withState({ terminated: { exitCode: 1, message: `usage: x\n\nno such file: /netproof/probe.cjs\n{"t":"end"}\n` } }, { phase: 'Failed' }), expected: 'started, ended, failed: its container, of image i:1, ended with code 1: no such file: /netproof/probe.cjs' },
  { name: 'repeats no more than a line holds', pod: withState({ terminated: { exitCode: 1, message: 'x'.repeat(2000) } }, { phase: 'Failed' }), expected: `started, ended, failed: its container, of image i:1, ended with code 1: ${'x'.repeat(200)}` },
  { name: 'has failed with its code alone', pod: withState({ terminated: { exitCode: 2 } }, { phase: 'Failed' }), expected: 'started, ended, failed: its container, of image i:1, ended with code 2' },
  { name: 'was stopped by its deadline, which is how we stop it', pod: withState({ terminated: { exitCode: 143 } }, { phase: 'Failed', reason: 'DeadlineExceeded' }), expected: 'started, ended' },
  { name: 'was evicted', pod: { status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' } }, expected: 'waits, ended, failed: Evicted: low on memory' },
  { name: 'was deleted by somebody', pod: withState({ running: {} }, { phase: 'Running' }, deleted), expected: 'started, failed: somebody deleted it' },
  { name: 'was deleted after its end, which harms nobody', pod: withState({ terminated: { exitCode: 0 } }, { phase: 'Succeeded' }, deleted), expected: 'started, ended' },
  { name: 'looks at its own container, not at an injected one', pod: { status: { phase: 'Running', containerStatuses: [{ name: 'a-sidecar', state: { terminated: { exitCode: 1 } } } as never, { name: 'probe', state: { running: {} } } as never] } }, expected: 'started' },
];

describe('podStatus()', () => {
  for (const { name, pod, expected } of cases) {
    it(name, () => {
      const { started, ended, failure } = podStatus(pod);
      expect([started ? 'started' : 'waits', ...(ended ? ['ended'] : []), ...(failure === undefined ? [] : [`failed: ${failure}`])].join(', ')).to.equal(expected);
    });
  }

  it('knows the addresses, and the node where it really is', () => {
    expect(podStatus({ spec: { containers: [], nodeName: 'n3' }, status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } })).to.deep.include({ ips: ['10.0.0.1', 'fd00::1'], node: 'n3' });
    expect(podStatus({ status: {} })).to.not.have.property('node');
  });
});
