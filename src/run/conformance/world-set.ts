/** One set of the world on the cluster: its namespaces, its pods, and what they see of each other. */
import type { Dial, Family } from '../../../probes/contract.ts';
import { podManifest } from '../../cluster/pod-manifest.ts';
import { createPod, deletePod } from '../../cluster/pods.ts';
import { createWorldService } from '../../cluster/world.ts';
import { createSightBook } from '../../conformance/judge/sights.ts';
import type { Sight } from '../../conformance/judge/sights.ts';
import { cellsOf } from '../../conformance/world/cells.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { Roster } from '../../conformance/world/ways.ts';
import { instancesOf } from '../../conformance/world/instances.ts';
import type { Instance } from '../../conformance/world/instances.ts';
import { labelsOf, service } from '../../conformance/world/world.ts';
import type { NamespaceKey, PodKey } from '../../conformance/world/world.ts';
import { NetproofError } from '../../errors.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Labels } from '../../model/snapshot.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { Creation } from '../creation.ts';
import type { Probes } from '../probes.ts';
import { launchDeadlineMs } from '../settings.ts';
import type { BatteryContext, BatteryRun } from './context.ts';
import { dialId, phaseOf, worldDial, worldPod, worldProbe } from './members.ts';
import type { Beat, Member } from './members.ts';
import { order } from './order.ts';
import { createWorldNamespaces, namesOf } from './world-namespaces.ts';

/**
 * `in step`: all cells at once, since a process that wakes up for many packets costs little more than for one, and a change
 * is judged by two attempts. `spread`: evenly over the period, so that some meet what is wrong for a moment only.
 */
export type Rhythm = 'in step' | 'spread';

export interface WorldSet {
  readonly index: number;
  readonly names: Readonly<Record<NamespaceKey, string>>;
  /** Those that are dialled now. */
  readonly cells: () => readonly WorldCell[];
  /** Dials these from now on. @returns whether anything is dialled that was not before, or at other moments */
  readonly dialRoster: (roster: Roster, rhythm: Rhythm) => Promise<boolean>;
  /** Each way is dialled once in so long; ms. */
  readonly periodMs: () => number;
  /** Dials half as often, where pods or nodes do not keep up. @returns false where it is slow enough already */
  readonly slowDown: () => Promise<boolean>;
  readonly members: () => readonly Member[];
  /** Those of one pod of the world; the subject has two. */
  readonly of: (key: PodKey) => readonly Member[];
  /** What became of a cell since then. */
  readonly sights: (cell: WorldCell, fromMs: number) => readonly Sight[];
  /** Whether a pod has heard itself on every port since then: it runs, and listens. */
  readonly isAlive: (instance: Instance, fromMs: number) => boolean;
  /** Reads what the logs have brought. @returns why a pod is of no use any more, if one is not */
  readonly refresh: () => string | undefined;
  /** Instances are other pods from now on; everybody is told their addresses. */
  readonly replace: (replacements: readonly Omit<Member, 'generation'>[]) => Promise<void>;
  /** A pod for the instance, which need not become it; it is created, and has an address. */
  readonly launch: (instance: Instance, labels: Labels, as?: { readonly dials?: readonly Dial[]; readonly name?: string }) => Promise<Pick<Member, 'pod' | 'ips'>>;
  /** Makes a pod like those of the key that no node takes: it is listed, and has no address. @returns what removes it */
  readonly addPending: (key: PodKey) => Promise<() => Promise<void>>;
  /** What somebody else would dial on a cell's way. */
  readonly dial: (cell: WorldCell, id: string) => Dial;
  readonly attempts: () => number;
}

export interface SetInput {
  readonly run: BatteryRun;
  readonly probes: Probes;
  readonly index: number;
  readonly nodes: readonly string[];
  /** Called for each namespace before it is made. */
  readonly onNamespace: (namespace: Creation<unknown>) => void;
  readonly lifeMs: number;
}

/** @throws NetproofError where one of its pods does not come up: half a world shows nothing */
export const createSet = async ({ api, now, request, signal }: BatteryContext, { run, probes, index, nodes, onNamespace, lifeMs }: SetInput): Promise<WorldSet> => {
  signal.throwIfAborted();
  const names = namesOf(run.id, index);
  await createWorldNamespaces(api, run, names, onNamespace);
  const [serviceIp = ''] = await createWorldService(api, { namespace: names[service.namespace], name: service.name, selector: { pod: service.name }, port: service.port, targetPort: 'serve' });
  const book = createSightBook();
  const instances = instancesOf(nodes, index);
  const members = new Map<Instance, Member>();
  let launched = 0;
  let ordered = 0;

  const create = async (wanted: readonly { instance: Instance; labels: Labels; dials: readonly Dial[]; name?: string }[]): Promise<Pick<Member, 'pod' | 'ips'>[]> => {
    const pods = wanted.map(({ instance, labels, dials, name }) => {
      const made = worldPod(run, instance, names, labels, String(launched++));
      const plan = { ...made, name: name ?? made.name };
      return { plan, probe: worldProbe(run, plan, lifeMs, dials) };
    });
    await probes.create(pods, () => ({ ...request.pods, run: run.id }));
    for (const { plan } of pods) {
      const altered = probes.alterationsOf(plan);
      if (altered.length > 0) throw new NetproofError('ERR_REFUSED', `Cannot play with pod ${keyOf(plan)}: admission made another of it (${altered.join('; ')}); exempt netproof's namespaces`);
    }
    await probes.waitFor(pods.map(({ plan }) => plan), 'heard', launchDeadlineMs, () => undefined);
    signal.throwIfAborted();
    const failed = pods.find(({ plan }) => probes.failureOf(plan) !== undefined);
    if (failed !== undefined) {
      const reason = `Cannot start pod ${keyOf(failed.plan)}: ${probes.failureOf(failed.plan)}`;
      await Promise.all(pods.map(({ plan }) => probes.drop(plan)));
      throw new NetproofError('ERR_LAUNCH', reason);
    }
    return pods.map(({ plan }) => ({ pod: plan, ips: probes.ipsOf(plan) }));
  };

  for (const [at, made] of (await create(instances.map((instance) => ({ instance, labels: labelsOf(instance.key), dials: [] })))).entries()) {
    const instance = instances[at];
    if (instance !== undefined) members.set(instance, { instance, generation: 0, ...made });
  }
  const memberOf = (instance: Instance): Member => {
    const member = members.get(instance);
    if (member === undefined) throw new RangeError(`There is no ${instance.label} in the world`);
    return member;
  };
  const families = familiesOf([...members.values()]);
  const all = cellsOf(instances, families, 'full both');
  let { periodMs } = run;
  let rhythm: Rhythm = 'in step';
  let cells = cellsIn(all, instances, families, 'plain both');
  const targetOf = ({ way, to }: WorldCell): { address: string; port: number; generation: number } => {
    const { ips, generation } = memberOf(to);
    if (way.path === 'cluster-ip') return { address: serviceIp, port: service.port, generation: 0 };
    return { address: ips.find((ip) => familyOf(ip) === way.family) ?? '', port: way.port, generation };
  };
  const indexOf = new Map(all.map((cell, at) => [cell, at]));
  const beatOf = (cell: WorldCell): Beat => ({ periodMs, phaseMs: phaseOf(index, rhythm === 'spread' ? (indexOf.get(cell) ?? 0) : 0, periodMs) });
  const idOf = (cell: WorldCell): string => dialId(indexOf.get(cell) ?? -1, targetOf(cell).generation, beatOf(cell));
  const dialOf = (cell: WorldCell, id: string): Dial => {
    const { address, port } = targetOf(cell);
    return worldDial(run, cell, { id, address, port, ...beatOf(cell) });
  };
  const tell = async (instance: Instance): Promise<void> => {
    const dials = cells.filter(({ from }) => from === instance).map((cell) => dialOf(cell, idOf(cell)));
    await order({ api, now, signal }, probes, memberOf(instance).pod, dials, () => ++ordered);
  };
  await Promise.all(instances.map(tell));

  return {
    index,
    names,
    cells: () => cells,
    dialRoster: async (next, nextRhythm) => {
      const known = new Set(rhythm === nextRhythm ? cells : []);
      cells = cellsIn(all, instances, families, next);
      rhythm = nextRhythm;
      if (cells.length === known.size && cells.every((cell) => known.has(cell))) return false;
      await Promise.all(instances.map(tell));
      return cells.some((cell) => !known.has(cell));
    },
    periodMs: () => periodMs,
    slowDown: async () => {
      if (periodMs >= longestPeriodMs) return false;
      periodMs *= 2;
      await Promise.all(instances.map(tell));
      return true;
    },
    members: () => [...members.values()],
    of: (key) => [...members.values()].filter(({ instance }) => instance.key === key),
    sights: (cell, fromMs) => book.since(memberOf(cell.from).pod, idOf(cell), fromMs),
    isAlive: (instance, fromMs) => {
      const { pod, ips } = memberOf(instance);
      return pod.listen.every(({ protocol, port }) => ips.every((ip) => book.since(pod, `self:${protocol}:${port}:${familyOf(ip)}`, fromMs).some(({ is }) => is === 'open')));
    },
    refresh: () => {
      for (const { pod } of members.values()) {
        const failure = probes.failureOf(pod);
        if (failure !== undefined) return `${keyOf(pod)}: ${failure}`;
        const log = probes.log(pod);
        if (log !== undefined) book.take(log);
      }
      return undefined;
    },
    replace: async (replacements) => {
      for (const { instance, pod, ips } of replacements) {
        const { pod: last, generation } = memberOf(instance);
        book.forget(last);
        members.set(instance, { instance, pod, ips, generation: generation + 1 });
      }
      await Promise.all(instances.map(tell));
    },
    launch: async (instance, labels, { dials = [], name } = {}) => {
      const [made] = await create([{ instance, labels, dials, ...(name === undefined ? {} : { name }) }]);
      if (made === undefined) throw new RangeError('A pod that was created is not there');
      return made;
    },
    addPending: async (key) => {
      const instance = instances.find((one) => one.key === key);
      if (instance === undefined) throw new RangeError(`There is no ${key} in the world`);
      const plan = { ...worldPod(run, instance, names, labelsOf(key), String(launched++)), node: nowhere };
      const { metadata } = await createPod(api, podManifest(plan, worldProbe(run, plan, lifeMs), { ...request.pods, run: run.id }));
      return () => deletePod(api, plan, metadata?.uid ?? '');
    },
    dial: dialOf,
    attempts: book.attempts,
  };
};

/** No node has this name: whatever adds nodes on demand can see that none of them would help. */
const nowhere = 'none.netproof.invalid';

/** Slower than this a case would take minutes. */
const longestPeriodMs = 3000;

const cellsIn = (all: readonly WorldCell[], instances: readonly Instance[], families: readonly Family[], roster: Roster): WorldCell[] => {
  const ids = new Set(cellsOf(instances, families, roster).map(({ id }) => id));
  return all.filter(({ id }) => ids.has(id));
};

/** Those in which all of them have an address. */
const familiesOf = (members: readonly Member[]): Family[] => ([4, 6] as const).filter((family) => members.every(({ ips }) => ips.some((ip) => familyOf(ip) === family)));
