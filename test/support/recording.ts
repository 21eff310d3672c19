/**
 * Recordings for tests. A script says what differs from a run in which everything that has to live lives: probes that
 * the kubelet reaches every second, control pairs that get through, stand-ins that answer themselves, decoys that
 * nobody answers. Times are milliseconds on the coordinator's clock since `epochMs`.
 */
import { cellId } from '../../src/model/cell.ts';
import type { Cell } from '../../src/model/cell.ts';
import type { Destination, PlannedCell, PodPlan, PodRole } from '../../src/model/plan.ts';
import type { PodRecord, Recording, Settings } from '../../src/model/recording.ts';
import { addCellDials, addControls, createScene, epochMs } from './scene.ts';
import { controlOn, responderOn, standInOf } from './script.ts';
import type { CellScript, Script } from './script.ts';
import { echoStyle } from './streaks.ts';

export { controlOn, standInOf } from './script.ts';
export type { CellScript, Script } from './script.ts';

export const settings: Settings = { settleAttempts: 3, settleHoldMs: 1500, openDeadlineMs: 2500, observeDeadlineMs: 30_000, attemptTimeoutMs: 1000, gentleTimeoutMs: 1000, holdMs: 0 };
export const allow = { verdict: 'allow', basis: 'specified', deciders: [] } as const;
export const deny = { verdict: 'deny', basis: 'specified', deciders: [] } as const;

const namespaces: Readonly<Record<PodRole, string>> = { source: 'app', 'stand-in': 'data', 'control-source': 'netproof-1', 'control-stand-in': 'netproof-1', resolver: 'netproof-1' };
const origin = { file: 'matrix.yaml', line: 1, column: 1 };

export const recordingOf = (script: Script): Recording => {
  const scene = createScene(script);
  const plannedCells = script.cells.map((cell) => planCell(cell));
  const pods = podsOf(script, plannedCells);
  for (const pod of pods) scene.addPod(pod);
  plannedCells.forEach((planned, index) => addCellDials(scene, planned, script.cells[index] ?? {}));
  addControls(scene, script, plannedCells, pods);
  const uids = new Set(plannedCells.flatMap(({ destinations }) => destinations.flatMap((destination) => destination.pods.map(({ name }) => name))));
  return {
    version: 3,
    netproof: '0.1.0',
    server: 'v1.34.0',
    startedAt: '2027-01-15T08:00:00.000Z',
    plan: {
      run: 'r1',
      matrix: { name: 'test', file: 'matrix.yaml' },
      families: [4],
      policies: 1,
      controlNamespace: 'netproof-1',
      cells: plannedCells,
      skips: script.skips ?? [],
      pods,
      uncovered: [],
      remarks: [],
    },
    settings: { ...settings, ...script.settings },
    dials: scene.dials,
    pods: pods.map((pod): PodRecord => recordOf(pod, script)),
    logs: scene.logs(pods),
    targets: [...uids].map((name) => ({ namespace: 'data', name, uid: `uid-${name}`, readyThroughout: !(script.unready ?? []).includes(name) })),
    changes: script.changes ?? [],
    controlPolicies: [],
    ...(script.untilMs === undefined ? {} : { observedUntilMs: epochMs + script.untilMs }),
    ...(script.brokeOff === undefined ? {} : { brokeOff: script.brokeOff }),
    phases: {},
    apiCalls: 0,
    leftovers: [],
  };
};

const planCell = (cell: CellScript): PlannedCell => {
  const about: Omit<Cell, 'id' | 'origin'> = {
    source: cell.source ?? 'web',
    target: cell.target ?? 'redis',
    transport: cell.transport ?? 'TCP',
    port: cell.port ?? 6379,
    path: cell.path ?? 'pod-ip',
    family: cell.family ?? 4,
  };
  const destinations = cell.destinations ?? [cell];
  return {
    cell: { id: cellId(about), ...about, origin },
    intent: cell.intent === 'allow' ? allow : deny,
    style: cell.style ?? (about.transport === 'UDP' ? { ...echoStyle, prober: 'udp' } : echoStyle),
    destinations: destinations.map((destination, index): Destination => {
      const liveness = destination.liveness ?? 'stand-in';
      const node = destination.node === undefined ? 'n2' : destination.node;
      return {
        address: liveness === 'stand-in' ? { pod: { namespace: 'data', name: standInOf(about.target) } } : (destination.address ?? `10.0.2.${index + 1}`),
        port: about.port,
        pods: (destination.pods ?? []).map((name) => ({ namespace: 'data', name, uid: `uid-${name}` })),
        ...(node === null ? {} : { node }),
        liveness,
        ...(destination.nodes === undefined ? {} : { nodes: destination.nodes }),
        ...(destination.backends === undefined ? {} : { backends: Array.from({ length: destination.backends }, (_, at) => ({ address: `10.0.2.${at + 1}`, port: about.port })) }),
        ...(destination.sticky ? { sticky: true } : {}),
        ...(destination.blindMs === undefined ? {} : { blindMs: destination.blindMs }),
        ...(destination.service === undefined ? {} : { service: destination.service }),
        label: `${about.target}-${index}`,
      };
    }),
    controlDials: cell.controlDials ?? false,
  };
};

const podsOf = (script: Script, cells: readonly PlannedCell[]): PodPlan[] => {
  const pod = (role: PodRole, name: string, node: string, serves: string): PodPlan => ({
    namespace: namespaces[role],
    name,
    role,
    serves: [serves],
    labels: role === 'source' ? (script.labels ?? { app: name }) : {},
    node,
    listen: [],
    gated: role === 'source' || role === 'stand-in',
  });
  const sources = [...new Set(cells.map(({ cell }) => cell.source))].map((name) => pod('source', name, script.sources?.[name] ?? 'n1', name));
  const standIns = [...new Set(cells.flatMap(({ cell, destinations }) => (destinations.some(({ liveness }) => liveness === 'stand-in') ? [cell.target] : [])))];
  const nodes = [...new Set(sources.map(({ node }) => node))];
  return [
    ...sources,
    ...standIns.map((target) => pod('stand-in', standInOf(target), 'n2', target)),
    ...nodes.map((node) => pod('control-source', controlOn(node), node, node)),
    ...['n1', 'n2'].map((node) => pod('control-stand-in', responderOn(node), node, node)),
  ];
};

const recordOf = (pod: PodPlan, { altered, failed }: Script): PodRecord => {
  const change = altered?.[pod.name];
  const failure = failed?.[pod.name];
  return {
    namespace: pod.namespace,
    name: pod.name,
    uid: `uid-${pod.name}`,
    node: pod.node,
    ips: [],
    responder: `id-${pod.name}`,
    altered: change === undefined ? [] : [change],
    ...(failure === undefined ? {} : { failure }),
  };
};
