/** A probe that takes its orders from the process that forked it, and tells it its records. */
import type { Orders, ProbePlan } from '../../../../probes/contract.ts';
import { startProbe } from '../../../../probes/probe.ts';

const [, , plan = ''] = process.argv;
const probe = startProbe(JSON.parse(plan) as ProbePlan, [], { write: (record) => void process.send?.(record), end: () => undefined }, () => performance.now());
process.on('message', (orders: Orders) => probe.obey(orders));
process.on('disconnect', () => process.exit());
