/** The planning of `run --from-policies`, and snapshots of the examples to do it on. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotOf } from '../../bench/cluster/snapshot.ts';
import { readManifests } from '../../src/manifests/world.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { planAsked } from '../../src/run/planned.ts';
import type { Asked } from '../../src/run/planned.ts';
import { worldOfManifests } from '../../src/world/manifests.ts';
import type { World } from '../../src/world/world.ts';
import { aWorldPod } from './world.ts';

const folder = join(import.meta.dirname, '../../examples');
export const exampleNames: readonly string[] = globSync('*/matrix.yaml', { cwd: folder }).map((file) => file.split('/')[0] ?? '').toSorted();

const dnsPorts = (['UDP', 'TCP'] as const).map((transport) => ({ name: transport.toLowerCase(), transport, port: 53, targetPort: 53 }));
const coredns = aWorldPod('coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ports: dnsPorts.map(({ name, transport, port }) => ({ name, protocol: transport, port })) });
const kubeDns: World['services'][number] = { namespace: 'kube-system', name: 'kube-dns', selector: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10'], ports: dnsPorts };

/** An example on two nodes, with a DNS of its own. */
export const exampleCluster = (example: string): { readonly snapshot: Snapshot; readonly namespaces: readonly string[] } => {
  const files = globSync(['workloads.yaml', 'policies/*.yaml'], { cwd: join(folder, example) }).toSorted();
  const world = worldOfManifests(readManifests(files.map((file) => ({ file, text: readFileSync(join(folder, example, file), 'utf8') }))).world);
  const namespaces = [...new Set([...world.pods, ...world.policies].map(({ namespace }) => namespace))].filter((name) => name !== 'kube-system').toSorted();
  return { namespaces, snapshot: snapshotOf({ ...world, pods: [...world.pods, coredns], services: [...world.services.filter(({ namespace }) => namespace !== 'kube-system'), kubeDns] }) };
};

export interface Wanted extends Partial<Pick<Asked, 'written' | 'canary'>> {
  readonly maxCells?: number;
  readonly internet?: string;
}

/** Without a canary, unless there is to be one. */
export const planFor = (snapshot: Snapshot, namespaces: readonly string[], { maxCells = 200, internet, ...asked }: Wanted = {}): Plan =>
  planAsked({
    snapshot, run: 'run1', secret: 'secret', today: '2026-06-15', controlNamespace: 'netproof-run1', guests: { allowAutoscaled: false },
    fromPolicies: { name: 'network-policies', namespaces, maxCells, ...(internet === undefined ? {} : { internet }) }, ...asked,
  });
