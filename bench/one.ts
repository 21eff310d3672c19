/** One measurement in a process of its own: `node --single-threaded bench/one.ts derive '{"pods": 10000, …}'` prints a Result. */
import type { ClusterSize } from './cluster/size.ts';
import { workloads } from './workloads.ts';
import type { WorkloadName } from './workloads.ts';

const [workload, size] = process.argv.slice(2) as [WorkloadName, string];
process.stdout.write(`${JSON.stringify(workloads[workload](JSON.parse(size) as ClusterSize))}\n`);
