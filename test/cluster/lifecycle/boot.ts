import { dnsObjects } from '../addons/dns.ts';
import { apiserver, controllerManager, etcd, scheduler } from '../components/control-plane.ts';
import { kubeProxy } from '../components/kube-proxy.ts';
import { kubelet } from '../components/kubelet.ts';
import { outsideHosts } from '../components/outside.ts';
import { startComponent, type Component, type Host } from '../host/component.ts';
import { allNodes, podsWithin, type NodeAddresses } from '../network/addresses.ts';
import { connect } from '../network/fabric.ts';
import { startForwarder } from '../network/forwarder.ts';
import { makeCertificates } from '../pki/certificates.ts';
import type { ClusterRecord } from '../state/record.ts';
import { connectApi, type Api } from './api.ts';
import { apiserverReady, namesResolve, nodesReady, policiesEnforced } from './health.ts';
import { hostNames, linkPlugins, startHosts, writeKubeconfigs, writeResolvConf, type Hosts } from './hosts.ts';
import { configureNode, furnishNode, loadImage, startContainerd } from './node.ts';
import { cniContext, enforcers, withFlags, type BootPlan } from './plan.ts';

type Start = (host: string, component: Component) => Promise<void>;

/** From an empty state folder to a cluster whose nodes are ready, whose policies are enforced and whose names resolve. */
export async function boot(plan: BootPlan): Promise<ClusterRecord> {
  const { options, paths, progress } = plan;
  const preparations = [makeCertificates(paths.pki), linkPlugins(plan), writeResolvConf(paths)];
  const hosts = await startHosts(plan);
  await Promise.all([connect(hosts, options.nodes), ...preparations]);
  progress('networks up');
  const start: Start = (host, component) => startComponent(hosts(host), withFlags(component, options));

  const apiPort = await startApiserver(plan, hosts, start);
  const api = await connectApi(paths, apiPort);
  try {
    const runtimes = Promise.all(allNodes(options.nodes).map((node) => startRuntime(plan, hosts(node.name), node)));
    await Promise.all([apiserverReady(api, hosts('cp')), runtimes]);
    progress('API server and container runtimes ready');
    await startPrograms(plan, api, start);
    await nodesReady(api, options.nodes);
    await tellRanges(plan, api);
    progress(`${options.nodes} of ${options.nodes} nodes ready`);
    await policiesEnforced(plan, hosts);
    const agents = enforcers(plan);
    if (agents.length > 0) progress(`${agents.map(({ node, agent }) => `${agent.name} on ${node.name}`).join(', ')} ready`);
    await namesResolve(api, dnsReplicas(plan));
    progress('CoreDNS available');
  } finally {
    api.close();
  }
  const anchors = Object.fromEntries(hostNames(options.nodes).map((name) => [name, hosts(name).anchor]));
  return { version: 1, phase: 'up', options, anchors, apiPort };
}

async function startApiserver({ options, paths, ingredients }: BootPlan, hosts: Hosts, start: Start): Promise<number> {
  await start('cp', etcd(paths));
  await start('cp', apiserver(paths, ingredients.kubernetes));
  const port = await startForwarder(hosts('cp'));
  await writeKubeconfigs(paths, options.name, port);
  await start('inet', outsideHosts(paths));
  return port;
}

async function startRuntime(plan: BootPlan, host: Host, node: NodeAddresses): Promise<void> {
  const { images } = plan.ingredients;
  await configureNode(plan.paths, node, images.pause.reference, plan.cni.conflist(cniContext(plan), node));
  await furnishNode(host);
  await startContainerd(host, (component) => withFlags(component, plan.options));
  for (const image of [images.pause, images.coredns]) await loadImage(host, image.tarPath);
}

/** All that needs the API server. The order hides latencies: nodes register while the CNI's objects are created. */
async function startPrograms(plan: BootPlan, api: Api, start: Start): Promise<void> {
  const { options, paths, ingredients, cni } = plan;
  const nodes = allNodes(options.nodes);
  await start('cp', controllerManager(paths, ingredients.kubernetes));
  await start('cp', scheduler(paths, ingredients.kubernetes));
  await Promise.all(nodes.map((node) => start(node.name, kubelet(paths, ingredients.kubernetes, node))));
  await cni.prepare(cniContext(plan), api);
  await Promise.all([
    ...enforcers(plan).map(({ node, agent }) => start(node.name, agent)),
    ...nodes.map((node) => start(node.name, kubeProxy(paths, ingredients.kubernetes, node.name))),
    createDns(plan, api),
  ]);
}

/** What the controller that allocates ranges would write, if it did. */
async function tellRanges({ options: { nodes, podPrefix } }: BootPlan, api: Api): Promise<void> {
  await Promise.all(
    allNodes(nodes).map((node) => {
      const { range } = podsWithin(node, podPrefix);
      return api.patch(`/api/v1/nodes/${node.name}`, { spec: { podCIDR: range, podCIDRs: [range, node.pods.v6] } });
    }),
  );
}

async function createDns(plan: BootPlan, api: Api): Promise<void> {
  const objects = dnsObjects(plan.ingredients.images.coredns.reference, dnsReplicas(plan));
  for (const [path, object] of objects) await api.create(path, object);
}

/** Two, so that names outlive a node; one where there is one node. */
function dnsReplicas({ options }: BootPlan): number {
  return Math.min(2, options.nodes);
}
