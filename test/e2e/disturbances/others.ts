/** What happens to the coordinator itself, or to all that it asks: played by tests of their own. */
export interface OtherRow {
  readonly name: string;
  readonly done: string;
  readonly says: string;
  readonly left: string;
  /** The tests that play it. */
  readonly where: readonly string[];
}

const nothing = 'nothing';

export const otherRows: readonly OtherRow[] = [
  {
    name: 'the pod of the coordinator is evicted',
    done: 'Through the Eviction API, in mid-run.',
    says: 'It removes all that it made within its grace period.',
    left: nothing,
    where: ['test/e2e/coordinator.test.ts'],
  },
  {
    name: 'the node of the coordinator is gone',
    done: 'Its kubelet is killed, and the coordinator with it, in mid-run.',
    says: 'Nothing: nobody is there to say it.',
    left: 'what it had made, until `netproof cleanup`, which need not wait for the node',
    where: ['test/e2e/coordinator.test.ts'],
  },
  {
    name: 'the API server is gone for good',
    done: 'It is killed while packets fly, and comes back only after the run has ended.',
    says: 'Exit code 3, and what could not be removed.',
    left: 'what it had made, until `netproof cleanup`',
    where: ['test/e2e/api-gone.test.ts'],
  },
  {
    name: 'the API server fails',
    done: 'A proxy before it answers 409, 410, 429 and 5xx, drops, stalls, truncates and lists what is old, by script and by chance.',
    says: 'Right, or inconclusive and why.',
    left: nothing,
    where: ['test/e2e/chaos.test.ts'],
  },
  {
    name: 'SIGINT or SIGTERM',
    done: 'In each phase of a run, and at random moments.',
    says: 'Exit code 130, unless the run had ended.',
    left: nothing,
    where: ['test/e2e/failures.test.ts', 'test/e2e/chaos.test.ts'],
  },
  {
    name: 'kill -9',
    done: 'While packets fly, and at random moments.',
    says: 'Nothing: it had no time to.',
    left: 'what it had made, until the next run or `netproof cleanup`',
    where: ['test/e2e/failures.test.ts', 'test/e2e/chaos.test.ts'],
  },
  {
    name: 'two coordinators at the same time',
    done: 'The clock of one of them is a day ahead.',
    says: 'Right, both: neither sweeps what the other made.',
    left: nothing,
    where: ['test/e2e/disturbances.test.ts'],
  },
];
