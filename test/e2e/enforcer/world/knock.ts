import { waitFor } from '../../../cluster/shell/wait.ts';
import { applyObject } from '../../support/namespace.ts';
import { dialFrom } from './dials.ts';
import { nextAddress } from './next-address.ts';
import { agentPod, controlPort, serverPorts } from './pods.ts';
import type { World, WorldPod } from './world.ts';

/** Where the CNI's address plugin has a file for each address that is taken, and one that says which it gave last. */
const reserved = '/var/lib/cni/networks/netproof-test';

/** Starts a server and has `client` dial the address that it will get, from before it has it until it is ready. @returns every outcome */
export const knock = async ({ stage }: World, client: WorldPod, server: { readonly namespace: string; readonly name: string; readonly node: string }): Promise<string[]> => {
  const { cluster, kubectl } = stage;
  const { namespace, name, node } = server;
  const last = await cluster.node(node).exec(['cat', `${reserved}/last_reserved_ip.0`]);
  const address = nextAddress(last.trim(), (await cluster.node(node).exec(['ls', reserved])).split('\n'));
  const outcomes: string[] = [];
  const progress = { isReady: false };
  const ready = (async () => {
    await applyObject(kubectl, agentPod({ ...server, labels: {} }));
    await kubectl(['wait', '--for=condition=Ready', '--timeout=60s', '-n', namespace, `pod/${name}`]);
    progress.isReady = true;
  })();
  while (!progress.isReady) {
    const control = `http://${client.addresses[0]}:${controlPort}/`;
    const dials = [{ address, port: serverPorts[0], protocol: 'TCP' as const }];
    outcomes.push(...(await dialFrom(cluster, [{ node: client.node, control, dials, timeoutMs: 200 }])).flat());
  }
  await ready;
  await waitFor(`${name} to have ${address}`, async () => (await kubectl(['get', 'pod', name, '-n', namespace, '-o', 'jsonpath={.status.podIP}'])) === address, { timeoutMs: 1000 });
  return outcomes;
};
