/** Worlds as a cluster shows them, with nodes and addresses; and as files tell them. */
import type { ContainerPort } from '../../src/model/snapshot.ts';
import { readManifests } from '../../src/manifests/world.ts';
import { worldOfManifests } from '../../src/world/manifests.ts';
import type { World, WorldPod, WorldService } from '../../src/world/world.ts';
import type { Policies } from './policies.ts';
import { policiesFrom } from './policies.ts';

/** A live pod with one address on node-1, by `namespace/name`; called like its name without what follows the last dash. */
export const aLivePod = (key: string, fields: Partial<WorldPod> = {}): WorldPod => {
  const [namespace = '', name = ''] = key.split('/');
  const called = name.replace(/-[^-]*$/, '');
  return { namespace, name, called, labels: { app: called }, ports: [], ips: ['10.244.1.10'], serviceAccount: 'default', hostNetwork: false, node: 'node-1', ...fields };
};

export const aLiveService = (key: string, fields: Partial<WorldService> = {}): WorldService => {
  const [namespace = '', name = ''] = key.split('/');
  return { namespace, name, selector: { app: name }, clusterIps: ['10.96.0.80'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080 }], ...fields };
};

export const http: ContainerPort = { name: 'http', protocol: 'TCP', port: 8080 };

/** Two nodes, and the namespaces shop and data. */
export const aLiveWorld = ({ policies = {}, ...fields }: Partial<Omit<World, 'policies'>> & { readonly policies?: Policies } = {}): World => ({
  namespaces: [{ name: 'data', labels: { team: 'red' } }, { name: 'shop', labels: {} }],
  pods: [],
  services: [],
  nodes: [1, 2].map((number) => ({ kind: 'node', name: `node-${number}`, ips: [`192.0.2.${number}`] })),
  apiserver: [],
  otherPolicies: { objects: [], unreadable: [] },
  policies: policiesFrom(policies),
  ...fields,
});

/** What these manifests say, which are without a mistake. */
export const worldOfText = (...texts: string[]): World => {
  const { world, mistakes } = readManifests(texts.map((text, at) => ({ file: `f${at}.yaml`, text })));
  if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join('\n'));
  return worldOfManifests(world);
};
