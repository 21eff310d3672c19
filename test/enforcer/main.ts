/** The enforcing agent of one node; runs in the node's namespaces. `test/cluster/cni/faulty.ts` starts it. */
import { parseArgs } from 'node:util';
import { connect } from './agent/api.ts';
import { watchArrivals } from './agent/arrivals.ts';
import { serveControl } from './agent/control-server.ts';
import { Enforcer, tell } from './agent/enforcer.ts';
import { readFault, writeFault } from './agent/fault-file.ts';
import { createLoader, forgetConnections, standingTables } from './agent/kernel.ts';
import { observe } from './agent/observer.ts';
import { render } from './ruleset/render.ts';
import { compile } from './semantics/compile.ts';
import { emptyView } from './view/view.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { node: text, range: { ...text, multiple: true }, kubeconfig: text, socket: text, fault: text } });
const { node: name, range: ranges = [], kubeconfig, socket, fault: faultFile } = values;
if (name === undefined || kubeconfig === undefined || socket === undefined || faultFile === undefined) {
  throw new Error('Usage: main.ts --node NAME --range CIDR… --kubeconfig FILE --socket PATH --fault FILE');
}

const node = { name, ranges };
// Until something is known of the cluster, no address of the node's range is; a predecessor's rules stay.
const standing = await standingTables();
const load = createLoader(standing);
if (standing.length === 0) await load(render(compile(emptyView, node)));

const fault = await readFault(faultFile);
const arrivals = watchArrivals(ranges, () => void enforcer.refresh(0).catch(tell));
const enforcer = new Enforcer({ node, arrivals, now: Date.now, load, forget: forgetConnections }, fault);
await serveControl(socket, enforcer, () => writeFault(faultFile, enforcer.fault));
await observe(await connect(kubeconfig), (view) => void enforcer.observe(view).catch(tell));
