/** Reports that look like those of a cluster, for whatever draws them: of a shop, and of far too large a shop. */
import { compare } from '../../src/compare/compare.ts';
import { countCells } from '../../src/compare/outcome.ts';
import { diagnose } from '../../src/compare/canary/diagnose.ts';
import type { CanaryReport, CellResult, Ends, RunReport } from '../../src/model/report.ts';
import type { PlannedCell } from '../../src/model/plan.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { foundBy } from './canary.ts';
import { allow, deny, recordingOf } from './recording.ts';
import type { CellScript } from './recording.ts';
import type { Span } from './streaks.ts';

const sources = { web: 'shop', checkout: 'shop', admin: 'ops', batch: 'jobs', stranger: 'default' } as const;
const targets = { redis: 'shop', mysql: 'data', debug: 'data', payments: 'pci', queue: 'jobs', grafana: 'ops', metadata: undefined } as const;
type Source = keyof typeof sources;
type Target = keyof typeof targets;

const allowed: Readonly<Record<Source, readonly Target[]>> = { web: ['redis', 'queue'], checkout: ['redis', 'mysql', 'payments', 'queue'], admin: ['grafana', 'mysql'], batch: ['queue', 'mysql'], stranger: [] };

const open: readonly Span[] = [['echo', 0, 4000]];

/** What packets did other than a person expects. */
const oddities: Readonly<Record<string, { readonly script: CellScript; readonly policy?: 'allow' | 'deny' }>> = {
  'stranger payments': { script: { seen: open } },
  'batch payments': { script: { seen: open }, policy: 'allow' },
  'batch redis': { script: { seen: [['echo', 0, 500], ['timed-out', 500, 1500], ['echo', 1500, 1900], ['timed-out', 1900, 4000]] } },
  'web debug': { script: { seen: [['echo', 0, 1300], ['timed-out', 1300, 4000]] } },
  'stranger redis': { script: { seen: [['echo', 0, 350], ['refused', 350, 4000]] } },
  'admin mysql': { script: { seen: [['timed-out', 0, 4000]] } },
  'checkout queue': { script: { seen: [['timed-out', 0, 1200], ['echo', 1200, 4000]] } },
  'batch mysql': { script: { seen: [] } },
  'admin queue': { script: {}, policy: 'allow' },
};

const scriptOf = (source: Source, target: Target): CellScript => {
  const about: CellScript = { source, target, intent: allowed[source].includes(target) ? 'allow' : 'deny' };
  const usual: CellScript = target === 'metadata' ? { liveness: 'reached-only', path: 'direct', node: null, controlDials: true, address: '169.254.169.254' } : about.intent === 'allow' ? { seen: open } : {};
  const live: CellScript = target === 'payments' ? { liveness: 'readiness', pods: ['payments-6f8d9c7b5-x2x8q'], address: '10.244.2.17' } : {};
  return { ...about, ...usual, ...live, ...oddities[`${source} ${target}`]?.script };
};

/** By whose word: an isolating policy in the namespace of the target, and a rule for each source that it names. */
const policyOf = ({ cell }: PlannedCell): Verdict => {
  const { source, target } = cell as unknown as { readonly source: Source; readonly target: Target };
  const verdict = oddities[`${source} ${target}`]?.policy ?? (allowed[source].includes(target) ? 'allow' : 'deny');
  const named = { kind: 'policy' as const, namespace: targets[target] ?? sources[source], name: targets[target] === undefined ? 'no-egress' : target, direction: targets[target] === undefined ? ('egress' as const) : ('ingress' as const) };
  return verdict === 'allow' ? { ...allow, deciders: [{ ...named, rule: 0 }] } : { ...deny, deciders: [named] };
};

const endsOf = ({ cell, ends }: CellResult): Ends => {
  const namespace = targets[cell.target as Target];
  const node = ['node1', 'node2', 'node3'][Object.keys(targets).indexOf(cell.target) % 3] ?? 'node1';
  return { source: { namespaces: [sources[cell.source as Source]], nodes: [cell.source === 'stranger' ? 'node3' : 'node1'] }, destinations: (ends?.destinations ?? []).map(() => (namespace === undefined ? { namespaces: [], nodes: [] } : { namespaces: [namespace], nodes: [node] })) };
};

const nodes = ['node1', 'node2', 'node3'];

/** One node lets egress through, and on another a fresh pod is open at first. */
export const failingCanary = (): CanaryReport => {
  const cells = foundBy(nodes, ({ node, direction, verdict }) => {
    if (verdict === 'deny' && node === 'node3' && direction === 'egress') return { state: 'open', through: 20 };
    return verdict === 'deny' && node === 'node2' && direction === 'ingress' ? { openUntilMs: 420 } : {};
  }).filter(({ family }) => family === 4);
  return { nodes, cells, diagnosis: diagnose(cells, { unheard: [] }) };
};

/** A leak against policy, one that policy allows, a startup exposure, an enforcer that wavers, an overblock, and more. */
export const shopReport = (): RunReport => {
  const recording = recordingOf({
    cells: (Object.keys(sources) as Source[]).flatMap((source) => (Object.keys(targets) as Target[]).map((target) => scriptOf(source, target))),
    reach: open,
    skips: [{ source: 'web', target: 'mesh', reason: 'the mesh decides, until 2027-06-30', origin: { file: 'matrix.yaml', line: 31, column: 5 } }],
  });
  const cells = recording.plan.cells.map((planned, index) => {
    const intent = planned.intent && { ...planned.intent, deciders: [{ kind: 'intent' as const, origin: { file: 'matrix.yaml', line: 20 + Math.floor(index / 7), column: 13 } }] };
    return { ...planned, ...(intent && { intent }), policy: policyOf(planned) };
  });
  const report = compare({ ...recording, plan: { ...recording.plan, matrix: { name: 'shop', file: 'matrix.yaml' }, cells }, phases: { read: 800, launch: 5200, observe: 12_400, collect: 3100, 'tear down': 900 }, apiCalls: 96 }, { strict: false });
  return { ...report, cells: report.cells.map((cell) => ({ ...cell, ends: endsOf(cell) })), canary: failingCanary() };
};

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

/** So many sources and targets, each pair like one of the shop's. */
export const largeReport = (rows: number, columns: number): RunReport => {
  const shop = shopReport();
  const found = Map.groupBy(shop.findings, ({ cell }) => cell);
  const made = names('source', rows).flatMap((source, row) =>
    names('target', columns).map((target, column) => {
      // One cell in ten is like one of the shop's, all others are like the shop's ordinary denies.
      const like = (row * columns + column) % 10 === 0 ? shop.cells[(row * 7 + column / 10) % shop.cells.length | 0] : shop.cells[30];
      return like === undefined ? [] : [copyOf(like, { source, target, row, lateMs: (row * 31 + column * 17) % 211 }, found.get(like.cell.id) ?? [])];
    }).flat(),
  );
  const cells = made.map(({ result }) => result);
  const findings = made.flatMap((each) => each.findings);
  return { ...shop, counts: countCells(cells, findings, 1), sources: names('source', rows), targets: names('target', columns), cells, findings };
};

interface Copy {
  readonly source: string;
  readonly target: string;
  readonly row: number;
  /** No two dials of a cluster have the same times. */
  readonly lateMs: number;
}

const copyOf = (like: CellResult, { source, target, row, lateMs }: Copy, findings: RunReport['findings']): { readonly result: CellResult; readonly findings: RunReport['findings'] } => {
  const id = `${source} -> ${target} TCP/6379 pod-ip IPv4`;
  const destinations = (like.reality?.destinations ?? []).map((seen, index) => {
    const { tally, held } = seen;
    const answers = (tally.answers ?? []).map((window) => ({ ...window, fromMs: window.fromMs + lateMs, toMs: window.toMs + lateMs }));
    return { ...seen, label: `${target}-${index}`, address: `10.1.${row}.${index + 1}:6379`, tally: { ...tally, firstAttemptMs: tally.firstAttemptMs + lateMs, answers }, ...(held && { held: { fromMs: held.fromMs + lateMs, toMs: held.toMs + 2 * lateMs } }) };
  });
  return { result: { ...like, cell: { ...like.cell, id, source, target }, reality: { cell: id, destinations } }, findings: findings.map((finding) => ({ ...finding, cell: id, message: finding.message.replace(like.cell.source, source).replace(like.cell.target, target) })) };
};
