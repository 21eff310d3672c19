/** Written ends become those who are there; or a sentence that names who is. */
import { NetproofError } from '../errors.ts';
import type { Named } from '../model/snapshot.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import { endpointAt, serviceAt } from '../world/addresses.ts';
import { findService, serviceEnds } from '../world/services.ts';
import { toPodEndpoint } from '../world/world.ts';
import type { World, WorldPod, WorldService } from '../world/world.ts';
import { candidate } from './parties.ts';
import type { Candidate } from './parties.ts';
import type { WrittenEnd, WrittenTarget } from './written.ts';

/** @throws NetproofError ERR_USAGE */
export const resolveTarget = ({ end, port, protocol }: WrittenTarget, world: World): Candidate[] => {
  const service = end.kind === 'service' ? serviceCalled(end, world) : end.kind === 'address' ? serviceAt(end.ip, world) : undefined;
  if (service === undefined) return resolveEnd(end, world);
  if (port === undefined) throw missing(`Which port of Service ${service.namespace}/${service.name}? There ${service.ports.length === 1 ? 'is' : 'are'} ${portsOf(service)}`);
  const found = serviceEnds(service, { port, protocol }, world);
  if ('unknown' in found) throw missing(`Cannot explain what Service ${service.namespace}/${service.name} leads to: ${found.unknown}`);
  return found.ends.map(({ target, ...end }) => ({ ...candidate(target, target.kind === 'pod' ? workloadOf(target, world) : undefined), ...end }));
};

/** @throws NetproofError ERR_USAGE */
export const resolveEnd = (end: WrittenEnd, world: World): Candidate[] => {
  switch (end.kind) {
    case 'named':
      return podsCalled(end, world).map((pod) => candidate(toPodEndpoint(pod), `${pod.name === end.name ? 'pod ' : ''}${end.name} of ${end.namespace}`));
    case 'labelled':
      return [candidate({ kind: 'pod', namespace: end.namespace, labels: end.labels, ports: [], ips: [], hostNetwork: false })];
    case 'node':
      return [candidate(nodeCalled(end.name, world))];
    case 'address': {
      const endpoint = endpointAt(end.ip, world);
      const { party } = candidate(endpoint);
      return [candidate(endpoint, endpoint.kind === 'address' ? end.ip : `${end.ip}, which is ${party.called}`)];
    }
    case 'service':
      return [];
  }
};

/** A pod of that name; or else all pods of a workload. */
const podsCalled = ({ namespace, name }: Named, world: World): WorldPod[] => {
  const inside = world.pods.filter((pod) => pod.namespace === namespace);
  const pod = inside.find((one) => one.name === name);
  const pods = pod === undefined ? inside.filter(({ called }) => called === name) : [pod];
  if (pods.length > 0) return pods;
  if (inside.length > 0) throw missing(`There is no pod or workload "${name}" in ${namespace}; there ${thereAre(inside.map(({ called }) => called))}`);
  const known = world.namespaces.some((one) => one.name === namespace);
  throw missing(known ? `There is no pod in ${namespace}; what need not exist is written by its labels: ${namespace}/app=${name}` : `There is no namespace "${namespace}"; there ${thereAre(world.namespaces.map((one) => one.name))}`);
};

const serviceCalled = (wanted: Named, world: World): WorldService => {
  const service = findService(wanted, world);
  if (service !== undefined) return service;
  const others = world.services.filter(({ namespace }) => namespace === wanted.namespace).map(({ name }) => name);
  throw missing(`There is no Service "${wanted.name}" in ${wanted.namespace}; there ${thereAre(others)}`);
};

/** Files know no nodes: there any name will do. */
const nodeCalled = (name: string, { nodes }: World): World['nodes'][number] => {
  if (nodes.length === 0) return { kind: 'node', name, ips: [] };
  const node = nodes.find((one) => one.name === name);
  if (node === undefined) throw missing(`There is no node "${name}"; there ${thereAre(nodes.map((one) => one.name))}`);
  return node;
};

/** Templates have no names, but labels of their own. */
const workloadOf = (pod: PodEndpoint, { pods }: World): string | undefined => {
  const found = pods.find(({ namespace, name, labels }) => namespace === pod.namespace && name === pod.name && labels === pod.labels);
  return found === undefined ? undefined : `${found.called} of ${pod.namespace}`;
};

const portsOf = ({ ports }: WorldService): string => ports.map(({ transport, port }) => `${port}/${transport}`).join(', ') || 'none';

/** More than these nobody reads. */
const most = 12;

const thereAre = (names: readonly string[]): string => {
  const distinct = [...new Set(names)].toSorted();
  if (distinct.length === 0) return 'is none';
  const shown = distinct.length > most ? [...distinct.slice(0, most), `${distinct.length - most} more`] : distinct;
  return `${distinct.length === 1 ? 'is' : 'are'} ${shown.join(', ')}`;
};

const missing = (message: string): NetproofError => new NetproofError('ERR_USAGE', message);
