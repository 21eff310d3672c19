/** The stage of a script: dials are made, and every pod's log is written. */
import type { Family, ProbeRecord } from '../../probes/contract.ts';
import type { Transport } from '../../src/model/cell.ts';
import type { DialPlan, DialPurpose, PlannedCell, PodPlan } from '../../src/model/plan.ts';
import type { PodLog } from '../../src/model/recording.ts';
import { keyOf } from '../../src/model/snapshot.ts';
import type { Named } from '../../src/model/snapshot.ts';
import { aliveMs, responderOn } from './script.ts';
import type { CellScript, DestinationScript, Script, Times } from './script.ts';
import { echoStyle, fast, streaksOf } from './streaks.ts';
import type { Span } from './streaks.ts';

export const epochMs = 1_800_000_000_000;
const controlSpeed = { everyMs: 200, timeoutMs: 1000 };
const selfSpeed = { everyMs: 500, timeoutMs: 1000 };
const gentleSpeed = { everyMs: 500, timeoutMs: 1000 };

export interface Scene {
  readonly dials: DialPlan[];
  readonly addPod: (pod: PodPlan) => void;
  readonly dial: (dial: Omit<DialPlan, 'id' | 'nonce'>, spans: readonly Span[], speed: typeof fast, by?: string) => DialPlan;
  readonly write: (pod: Named, records: readonly Exclude<ProbeRecord, { t: 'end' }>[]) => void;
  /** Each pod of ours has its own. */
  readonly addressOf: (pod: Named) => string;
  readonly logs: (pods: readonly PodPlan[]) => PodLog[];
}

export const createScene = (script: Script): Scene => {
  const dials: DialPlan[] = [];
  const written = new Map<string, Exclude<ProbeRecord, { t: 'end' }>[]>();
  const clockMs = script.clockMs ?? 0;
  const write: Scene['write'] = (pod, records) => void written.set(keyOf(pod), [...(written.get(keyOf(pod)) ?? []), ...records]);
  const addressed: string[] = [];
  return {
    dials,
    write,
    addressOf: ({ name }) => {
      if (!addressed.includes(name)) addressed.push(name);
      return `10.0.9.${addressed.indexOf(name) + 1}`;
    },
    addPod: (pod) => {
      const times: Times = script.accepts?.[pod.name] ?? [[0, aliveMs]];
      const accepts = times.flatMap(([from, to]) => Array.from({ length: Math.ceil((to - from) / 1000) }, (_, index) => from + index * 1000));
      write(pod, [
        { t: 'hello', contract: 4, run: 'r1', pod: pod.name, ips: [`own-${pod.name}`], wall: script.wall ?? '2027-01-15T08:00:00.000Z' },
        ...accepts.map((ms) => ({ t: 'accept' as const, n: 1, from: script.acceptsFrom ?? '10.0.0.1', firstMs: ms, lastMs: ms })),
        ...(script.extra?.[pod.name] ?? []),
      ]);
      if (pod.role === 'stand-in') {
        const spans: readonly Span[] = script.self?.[pod.name] ?? [['echo', 0, aliveMs]];
        for (const protocol of ['tcp', 'udp']) {
          for (const family of [4, 6]) write(pod, streaksOf(`self:${protocol}:6379:${family}`, spans, selfSpeed, `id-${pod.name}`));
        }
      }
    },
    dial: (draft, spans, speed, by) => {
      const dial = { ...draft, id: `d${dials.length}`, nonce: `nonce-${dials.length}` };
      dials.push(dial);
      write(dial.from, streaksOf(dial.id, spans, speed, by));
      return dial;
    },
    logs: (pods) =>
      pods
        .filter(({ role }) => role !== 'control-stand-in')
        .map((pod) => {
          const flaw = script.flawed?.[pod.name];
          return {
            namespace: pod.namespace,
            name: pod.name,
            offsetMs: epochMs - clockMs,
            records: (written.get(keyOf(pod)) ?? []).map((record) => shift(record, clockMs)),
            whole: flaw === undefined,
            ...(flaw === undefined ? {} : { flaw }),
          };
        }),
  };
};

/** The same record on a clock that started earlier. */
const shift = (record: PodLog['records'][number], byMs: number): PodLog['records'][number] =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, ['ms', 'firstMs', 'lastMs', 'endMs'].includes(key) ? (value as number) + byMs : value]),
  ) as unknown as PodLog['records'][number];

export const addCellDials = (scene: Scene, { cell, style, destinations }: PlannedCell, script: CellScript): void => {
  destinations.forEach((destination, index) => {
    const told: DestinationScript = script.destinations?.[index] ?? script;
    if (told.notDialled) return;
    const standIn = typeof destination.address === 'object' && 'pod' in destination.address ? destination.address.pod : undefined;
    const dial = scene.dial(
      {
        from: { namespace: 'app', name: cell.source },
        purpose: { kind: 'cell', cells: [{ cell: cell.id, destination: index }] },
        style,
        transport: cell.transport,
        family: cell.family,
        address: standIn === undefined ? (destination.address as string) : scene.addressOf(standIn),
        port: destination.port,
        ...(standIn === undefined ? {} : { answeredBy: standIn }),
      },
      told.seen ?? [['timed-out', 0, aliveMs]],
      style.pace === 'fast' ? fast : gentleSpeed,
      told.answeredBy ?? (standIn && `id-${standIn.name}`),
    );
    if (standIn === undefined) return;
    const protocol = cell.transport === 'TCP' ? 'tcp' : 'udp';
    scene.write(standIn, (told.witnessed ?? []).map(([firstMs, lastMs]) => ({ t: 'witness', protocol, port: cell.port, nonce: dial.nonce, from: '10.0.1.9', n: 1, firstMs, lastMs })));
  });
};

export const addControls = (scene: Scene, script: Script, cells: readonly PlannedCell[], pods: readonly PodPlan[]): void => {
  for (const source of pods.filter(({ role }) => role === 'source')) {
    addControlDial(scene, source, { kind: 'decoy' }, { style: { prober: 'tcp', speak: 'nothing', pace: 'gentle' }, address: '192.0.2.1' }, script.decoy ?? [['timed-out', 0, 1500]]);
  }
  const ways = [...new Map(cells.map(({ cell: { transport, family } }) => [`${transport}${family}`, { transport, family }])).values()];
  for (const control of pods.filter(({ role }) => role === 'control-source')) {
    const drafts = ways.flatMap(({ transport, family }) => [
      ...['n1', 'n2'].map((node) => pathDraft(control, { kind: 'path', path: 'pod-ip', node }, transport, family, node)),
      pathDraft(control, { kind: 'path', path: 'cluster-ip' }, transport, family),
    ]);
    for (const draft of script.pathDials?.(drafts) ?? drafts) {
      scene.dial(draft, script.path ?? [['echo', 0, aliveMs]], controlSpeed, draft.answeredBy && `id-${draft.answeredBy.name}`);
    }
    for (const { cell, style, destinations } of cells.filter(({ controlDials }) => controlDials)) {
      for (const { address, port } of destinations) {
        if (typeof address !== 'string') continue;
        const about = { style, address, transport: cell.transport, family: cell.family, port };
        addControlDial(scene, control, { kind: 'reach', address, port }, about, script.reach ?? [['handshake', 0, aliveMs]]);
      }
    }
  }
};

const pathDraft = ({ namespace, name }: PodPlan, purpose: DialPurpose, transport: Transport, family: Family, node?: string): DialPlan => ({
  id: '',
  nonce: '',
  from: { namespace, name },
  purpose,
  style: transport === 'UDP' ? { ...echoStyle, prober: 'udp' } : echoStyle,
  transport,
  family,
  address: node === undefined ? '10.96.0.7' : `10.0.7.${node}`,
  port: 7007,
  ...(node === undefined ? {} : { answeredBy: { namespace: 'netproof-1', name: responderOn(node) } }),
});

const addControlDial = (
  scene: Scene,
  { namespace, name }: PodPlan,
  purpose: DialPurpose,
  about: Pick<DialPlan, 'style' | 'address'> & Partial<Pick<DialPlan, 'transport' | 'family' | 'port'>>,
  spans: readonly Span[],
): void => {
  scene.dial({ from: { namespace, name }, purpose, transport: 'TCP', family: 4, port: 9, ...about }, spans, gentleSpeed);
};
