/** Probe pods are guests: nothing adopts them, sends them traffic, or is changed by them. */
import { expect } from 'chai';
import { differenceOf, dumpOf } from './support/dump.ts';
import { podsAndLeasesIn, waitUntilClean } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject, makeNamespace, removeNamespace } from './support/namespace.ts';
import { localImage } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { httpPodSpec } from './support/workload.ts';

const namespace = 'e2e-guests';
const labels = { app: 'shop' };
const matrix = writeMatrix('guests', {
  sources: { shop: { namespace, labels } },
  targets: { standIn: { standIn: { namespace, labels }, port: 8080 }, low: { standIn: { namespace, labels }, port: 53, protocol: 'UDP' } },
  expect: { shop: { '*': 'allow' } },
});

interface PodList {
  readonly items: readonly { readonly metadata: { readonly uid: string; readonly name: string } }[];
}

interface SliceList {
  readonly items: readonly { readonly endpoints?: readonly { readonly addresses: readonly string[]; readonly conditions: { readonly ready: boolean } }[] }[];
}

describe('guests', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await makeNamespace(stage.kubectl, namespace, { 'pod-security.kubernetes.io/enforce': 'restricted' });
    for (const object of [replicaSet, service]) await applyObject(stage.kubectl, object);
    await stage.kubectl(['wait', '--for=jsonpath={.status.readyReplicas}=1', '--timeout=60s', '-n', namespace, 'replicaset/shop']);
  });

  after(() => removeNamespace(stage.kubectl, namespace));

  it('run in a namespace that enforces Pod Security "restricted", beside a ReplicaSet and a Service that select them', async () => {
    const before = await shopPods(stage);
    const ready: string[] = [];
    const watch = setInterval(() => void readyAddresses(stage).then((addresses) => ready.push(...addresses)), 300);

    const { code, report } = await stage.netproof.matrix(matrix, ['--no-canary']);

    clearInterval(watch);
    expect(report.counts).to.include({ conforms: 2, cells: 2 });
    expect(code).to.equal(0);
    expect(await shopPods(stage), 'the ReplicaSet has its own pod still, and no other').to.deep.equal(before);
    expect(new Set(ready), 'the Service never had another ready address').to.have.property('size', 1);
  });

  it('change no spec and no metadata of anybody else, of any kind that there is', async () => {
    await quiet(stage);
    const before = await dumpOf(stage.kubectl);

    const { report } = await stage.netproof.matrix(matrix);

    expect(report.counts).to.have.property('conforms').that.is.above(1);
    await quiet(stage);
    const { touched, ...rest } = differenceOf(before, await dumpOf(stage.kubectl), (kind) => derivedKinds.has(kind));
    expect(rest).to.deep.equal({ appeared: [], vanished: [], changed: [] });
    // A ReplicaSet's controller counts its pods again; kubelets report images and conditions; Leases are renewed by their holders.
    expect(touched.filter((name) => !/^(?:Node \/|Lease |ReplicaSet e2e-guests\/shop$)/.test(name))).to.deep.equal([]);
  });

  it('plan prints every pod with its labels and what they touch, and creates nothing', async () => {
    const before = await versions(stage);

    const { code, stdout } = await stage.netproof(['plan', '-f', matrix, '--no-canary']);

    expect(code).to.equal(0);
    expect(stdout.match(/^pod /gm)).to.have.length(4);
    expect(stdout).to.match(/wears {4}app=shop, netproof\.dev\/probe=true/);
    expect(stdout).to.match(/touches {2}Service shop, which lists it as not ready/);
    expect(stdout).to.match(/touches {2}ReplicaSet shop, which cannot adopt it/);
    expect(await versions(stage)).to.deep.equal(before);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('are refused where a Service would publish them although they are not ready', async () => {
    await applyObject(stage.kubectl, { ...service, spec: { ...service.spec, publishNotReadyAddresses: true } });

    const { code, stderr } = await stage.netproof(['run', '-f', matrix, ...localImage]);

    expect(stderr).to.match(/guests\.yaml:\d+:\d+: sources\.shop: cannot run a probe with these labels: Service shop publishes addresses that are not ready/);
    expect(code).to.equal(2);
    await applyObject(stage.kubectl, { ...service, spec: { ...service.spec, publishNotReadyAddresses: false } });
  });

  it('are refused where a controller reference of theirs would freeze a PodDisruptionBudget', async () => {
    const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'shop', namespace }, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } };
    await applyObject(stage.kubectl, budget);

    const { code, stderr } = await stage.netproof(['run', '-f', matrix, ...localImage]);

    expect(stderr).to.match(/ReplicaSet shop would adopt our pod .* would freeze PodDisruptionBudget shop/);
    expect(code).to.equal(2);
    await stage.kubectl(['delete', 'poddisruptionbudget', 'shop', '-n', namespace]);
  });
});

/** Namespaces of runs that were before have ended. */
const quiet = async ({ kubectl }: Stage): Promise<void> => {
  expect(await waitUntilClean(kubectl, 60_000)).to.deep.equal([]);
};

/**
 * What controllers derive: events of pods, and endpoints of Services that list them as not ready.
 */
const derivedKinds: ReadonlySet<string> = new Set(['Event', 'Endpoints', 'EndpointSlice']);

const shopPods = async ({ kubectl }: Stage): Promise<string[]> => {
  const { items } = await kubectl.json<PodList>(['get', 'pods', '-n', namespace, '-l', 'app=shop']);
  return items.map(({ metadata }) => `${metadata.name} ${metadata.uid}`);
};

const readyAddresses = async ({ kubectl }: Stage): Promise<string[]> => {
  const { items } = await kubectl.json<SliceList>(['get', 'endpointslices', '-n', namespace, '-l', 'kubernetes.io/service-name=shop']);
  return items.flatMap(({ endpoints = [] }) => endpoints.filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses));
};

/** Every object's version, but for those that change by themselves. */
const versions = async ({ kubectl }: Stage): Promise<string> =>
  kubectl(['get', 'pods,services,replicasets,deployments,networkpolicies,namespaces,configmaps,serviceaccounts', '-A', '-o', 'jsonpath={range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name} {.metadata.resourceVersion}{"\\n"}{end}']);

const replicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'shop', namespace },
  spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: httpPodSpec } },
};

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'shop', namespace },
  spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
};
