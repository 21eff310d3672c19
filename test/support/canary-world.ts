/** A canary as a network would have answered it: the real plan and its real dials, with a log for every pod. */
import type { ProbeRecord } from '../../probes/contract.ts';
import type { DialPlan, Plan, PodPlan } from '../../src/model/plan.ts';
import type { Recording } from '../../src/model/recording.ts';
import { keyOf } from '../../src/model/snapshot.ts';
import type { Named } from '../../src/model/snapshot.ts';
import { planDials } from '../../src/plan/dials.ts';
import { planRun } from '../../src/plan/plan.ts';
import { responderId } from '../../src/plan/probe-plan.ts';
import { defaultSettings as settings } from '../../src/run/settings.ts';
import { aNode, aSnapshot } from './snapshot.ts';
import { streaksOf } from './streaks.ts';
import type { Span } from './streaks.ts';

/** Longer than the deadline for late enforcers. */
export const aliveMs = 11_000;
const everyMs = { fast: 50, steady: 200, slow: 350, sparse: 1500, gentle: 500 } as const;
const epochMs = 1_800_000_000_000;
const secret = 'secret';

/** One connection, as the network sees it. */
export interface Connection {
  readonly dial: DialPlan;
  readonly from: PodPlan;
  /** The pod at the other end, behind a Service as well; absent for the decoy. */
  readonly to?: PodPlan;
}

export interface World {
  readonly nodes?: readonly string[];
  /** What the attempts meet; without an answer, what an enforcer that is right would do. */
  readonly meets?: (connection: Connection) => readonly Span[] | undefined;
  /** Whether the kubelet reaches the pod. */
  readonly heard?: (pod: PodPlan) => boolean;
  /** The families of which pods and Services have addresses. */
  readonly families?: readonly number[];
  readonly failed?: (pod: PodPlan) => string | undefined;
  /** How much earlier than the diallers the servers started. */
  readonly olderMs?: number;
  /** When the run looked away. */
  readonly untilMs?: number;
}

export const open: readonly Span[] = [['echo', 0, aliveMs]];
export const closed: readonly Span[] = [['timed-out', 0, aliveMs]];

const indexOf = (list: readonly Named[], wanted: Named): number => list.findIndex((one) => keyOf(one) === keyOf(wanted)) + 1;
const isServer = ({ listen }: PodPlan): boolean => listen.length > 0;
const isGuarded = ({ labels }: PodPlan): boolean => Object.hasOwn(labels, 'netproof.dev/canary');

/** The policies open one port for TCP, and the other one for UDP. */
export const isOpenPort = ({ transport, port }: DialPlan): boolean => port === (transport === 'TCP' ? 7117 : 7118);

/** What the two policies say: between the free and the guarded ones the open port is open, between guarded ones nothing is. */
const byPolicy = ({ dial, from, to }: Connection): readonly Span[] => {
  if (to === undefined) return closed;
  const decides = isGuarded(from) || isGuarded(to);
  return !decides || (isOpenPort(dial) && !(isGuarded(from) && isGuarded(to))) ? open : closed;
};

export const planOf = ({ nodes = ['n1', 'n2'] }: Pick<World, 'nodes'> = {}): Plan =>
  planRun({ snapshot: aSnapshot({ nodes: nodes.map((node) => aNode(node)) }), run: 'r', secret, today: '2026-06-15', controlNamespace: 'netproof-r', guests: { allowAutoscaled: false }, canary: { namespace: 'netproof-canary-r' } });

export const canaryRecording = (world: World = {}): Recording => {
  const { meets = () => undefined, heard = () => true, families = [4, 6], failed = () => undefined, olderMs = 0, untilMs } = world;
  const plan = planOf(world);
  const addresses = (prefix4: string, prefix6: string, index: number): string[] => [...(families.includes(4) ? [`${prefix4}.${index}`] : []), ...(families.includes(6) ? [`${prefix6}::${index}`] : [])];
  const ipsOf = (pod: Named): string[] => addresses('10.0.0', 'fd00', indexOf(plan.pods, pod));
  const services = plan.canary?.services ?? [];
  const dials = planDials(plan, secret, { ipsOf, controlServiceIps: addresses('10.96.1', 'fd96:1', 1), canaryServiceIps: (service) => addresses('10.96.2', 'fd96:2', indexOf(services, service)) });
  const podOf = new Map(plan.pods.map((pod) => [keyOf(pod), pod]));
  const firstControl = plan.pods.find(({ role }) => role === 'control-stand-in');

  const recordsOf = (pod: PodPlan): Exclude<ProbeRecord, { t: 'end' }>[] => {
    const own = ipsOf(pod);
    const shift = isServer(pod) ? olderMs : 0;
    const knocks = Array.from({ length: aliveMs / 1000 }, (_, second) => second * 1000 + shift);
    const responder = responderId(secret, pod);
    return [
      { t: 'hello', contract: 4, run: 'r', pod: pod.name, ips: own, wall: '2027-01-15T08:00:00.000Z' },
      ...(heard(pod) ? knocks.map((ms) => ({ t: 'accept' as const, n: 1, from: '192.168.0.1', firstMs: ms, lastMs: ms })) : []),
      ...pod.listen.flatMap(({ protocol, port }) => ([4, 6] as const).flatMap((family) => streaksOf(`self:${protocol}:${port}:${family}`, [['echo', shift, shift + aliveMs]], { everyMs: 500, timeoutMs: 1000 }, responder))),
      ...dials
        .filter(({ from }) => keyOf(from) === keyOf(pod))
        .flatMap((dial) => {
          const to = dial.answeredBy === undefined ? (dial.purpose.kind === 'path' ? firstControl : undefined) : podOf.get(keyOf(dial.answeredBy));
          const connection: Connection = { dial, from: pod, ...(to === undefined ? {} : { to }) };
          return streaksOf(dial.id, meets(connection) ?? byPolicy(connection), { everyMs: everyMs[dial.style.pace], timeoutMs: 1000 }, to && responderId(secret, to));
        }),
    ];
  };

  return {
    version: 3, netproof: '0.1.0', server: 'v1.34.0', startedAt: '2027-01-15T08:00:00.000Z', plan, settings, dials,
    pods: plan.pods.map((pod) => {
      const failure = failed(pod);
      return { namespace: pod.namespace, name: pod.name, uid: `uid-${pod.name}`, node: pod.node, ips: ipsOf(pod), responder: responderId(secret, pod), altered: [], ...(failure === undefined ? {} : { failure }) };
    }),
    logs: plan.pods.filter((pod) => failed(pod) === undefined).map((pod) => ({ namespace: pod.namespace, name: pod.name, offsetMs: epochMs - (isServer(pod) ? olderMs : 0), records: recordsOf(pod), whole: true })),
    targets: [], changes: [], controlPolicies: [], ...(untilMs === undefined ? {} : { observedUntilMs: epochMs + untilMs }), phases: {}, apiCalls: 0, leftovers: [],
  };
};
