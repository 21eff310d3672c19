/**
 * Asks the canary on every cluster of the table, and again and again where it must not raise a false alarm. Goes on where
 * an earlier call stopped; prints what came out and how long it took.
 *
 *     npm run verify:canary -- [--alarms 30] [--only 'Calico, 2 nodes']
 */
import { parseArgs } from 'node:util';
import { probeImage } from '../cluster/images/probe.ts';
import { silent } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { askCanary } from '../e2e/canary/ask.ts';
import { rows } from '../e2e/canary/rows.ts';
import type { CanaryRow } from '../e2e/canary/rows.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { tableHead, tableRow } from './distribution.ts';
import { openSamples } from './samples.ts';

/** What must say `enforces` every time. */
const alarming: ReadonlySet<string> = new Set(['Calico', 'an enforcer that drops', 'an enforcer that rejects, 5 s late']);

interface Asked {
  readonly row: CanaryRow;
  readonly nodes: number;
  readonly times: number;
}

const seriesOf = ({ row, nodes }: Asked): string => `${row.name}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
const outcomeOf = (kind: string | undefined, code: number | null): string => `${kind} (exit ${code})`;
const phases = ['read', 'preflight', 'launch', 'observe', 'collect', 'tear down'] as const;

const { values } = parseArgs({ options: { alarms: { type: 'string', default: '30' }, only: { type: 'string', default: '' } } });
const progress = timedLines((line) => process.stderr.write(line));
const store = openSamples('canary', (await probeImage(silent)).tarPath);

const ask = async (stage: Stage, asked: Asked): Promise<void> => {
  const series = seriesOf(asked);
  while (store.of(series).length < asked.times) {
    const { code, report, wallMs } = await askCanary(stage, asked.row);
    const { kind, sentence = '' } = report.canary?.diagnosis ?? {};
    const isRight = kind === asked.row.kind && code === asked.row.exit && sentence.includes(asked.row.says ?? '');
    progress(`${series}: ${outcomeOf(kind, code)}${isRight ? '' : `, and must be ${outcomeOf(asked.row.kind, asked.row.exit)}`}; ${sentence}`);
    for (const phase of phases) store.add(`${series}: ${phase}`, [report.phases[phase] ?? 0]);
    store.add(`${series}: ${isRight ? 'right' : 'WRONG'}`, [wallMs]);
    store.add(series, [wallMs]);
  }
};

const all = rows
  .flatMap((row) => row.nodes.map((nodes): Asked => ({ row, nodes, times: nodes === 2 && alarming.has(row.name) ? Number(values.alarms) : 1 })))
  .filter((asked) => seriesOf(asked).includes(values.only));
const clusterOf = ({ row: { cni, enforcerOff = [] }, nodes }: Asked): string => `${cni} ${nodes} ${enforcerOff.join()}`;
for (const group of Map.groupBy(all, clusterOf).values()) {
  const open = group.filter((asked) => store.of(seriesOf(asked)).length < asked.times);
  const [first] = open;
  if (first === undefined) continue;
  const stage = await bootStage(first.row.cni, 'verify-canary', { nodes: first.nodes, workloads: false, enforcerOff: first.row.enforcerOff ?? [], progress });
  try {
    for (const asked of open) await ask(stage, asked);
  } finally {
    await endStage(stage);
  }
}

process.stdout.write(`${tableHead}\n`);
let wrong = 0;
for (const asked of all) {
  const series = seriesOf(asked);
  wrong += store.of(`${series}: WRONG`).length;
  for (const outcome of ['right', 'WRONG', ...(asked.times > 1 ? phases : [])]) {
    const known = store.of(`${series}: ${outcome}`);
    if (known.length > 0) process.stdout.write(`${tableRow(`${series}: ${outcome}${outcome === 'right' ? `, ${asked.row.kind}` : ''}`, 'ms', known)}\n`);
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
