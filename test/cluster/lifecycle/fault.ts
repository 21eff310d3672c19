import { askEnforcer } from '../../enforcer/control/client.ts';
import { chooseFault } from '../../enforcer/faults/choose.ts';
import type { FaultSpec } from '../../enforcer/faults/spec.ts';
import { controlSocket } from '../cni/faulty.ts';
import { nodeNames, type ClusterOptions } from '../options.ts';
import { ClusterError, messageOf } from '../shell/failure.ts';
import { clusterPaths } from '../state/paths.ts';

/**
 * Puts a fault, or none, in force on all nodes at once.
 * @throws ClusterError naming what there is not: the fault, the node, an enforcer of ours.
 */
export async function setFault(options: ClusterOptions, fault: FaultSpec | undefined): Promise<void> {
  checkFault(options, fault);
  const { name, nodes, enforcerOff } = options;
  const paths = clusterPaths(name);
  const enforcing = nodeNames(nodes).filter((node) => !enforcerOff.includes(node));
  await Promise.all(
    enforcing.map((node) =>
      askEnforcer(controlSocket(paths, node), { ask: 'set', fault: fault ?? null }).catch((error: unknown) => {
        throw new ClusterError(`Cannot set a fault on ${node}: ${messageOf(error)}`, { cause: error });
      }),
    ),
  );
}

/** @throws ClusterError if no cluster with these options can have this fault. */
export function checkFault({ name, cni, nodes: count }: Pick<ClusterOptions, 'name' | 'cni' | 'nodes'>, fault: FaultSpec | undefined): void {
  if (cni !== 'faulty') throw new ClusterError(`Cannot set a fault in cluster "${name}": its CNI is ${cni}, not faulty`);
  if (fault === undefined) return;
  const nodes = nodeNames(count);
  try {
    chooseFault(fault);
  } catch (error) {
    throw new ClusterError(messageOf(error), { cause: error });
  }
  for (const node of fault.nodes ?? []) {
    if (!nodes.includes(node)) throw new ClusterError(`Cannot set a fault on "${node}": the nodes are ${nodes.join(', ')}`);
  }
}
