/**
 * Questions in one line: who dials whom, by which protocol and port, and what is special about it.
 *
 *     shop/web -> data/db TCP 5432
 *     node-1 -> shop/web TCP 80 IPv6
 *     203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.2:30080
 *     shop/web -> data/db TCP 5432 established
 *     shop/web -> data/db ICMP
 *
 * Ends are pods by `namespace/name`, nodes by name, and addresses. Ports are the target's own.
 */
import type { Family } from '../../../../probes/contract.ts';
import { indexPolicies } from '../../../../src/policy/policy-index.ts';
import type { PolicyIndex } from '../../../../src/policy/policy-index.ts';
import type { Question, Through } from '../../../../src/policy/decision.ts';
import type { Endpoint, PodEndpoint } from '../../../../src/policy/endpoint.ts';
import { policiesFrom } from '../../../support/policies.ts';
import type { Case } from './case.ts';
import * as cast from './cast.ts';

const form = /^(?<source>\S+) -> (?<target>\S+) (?:(?<protocol>TCP|UDP|SCTP) (?<port>\d+)|ICMP)(?: IPv(?<family>[46]))?(?: through (?<kind>cluster-ip|node-port) (?<ip>\S+):(?<front>\d+))?(?<established> established)?$/;

export const ask = (text: string, world: Pick<Case, 'pods'>): Question => {
  const parts = form.exec(text)?.groups;
  if (parts === undefined) throw new Error(`Cannot read the question "${text}"`);
  const { source = '', target = '', protocol = 'ICMP', port = 0, family, kind, ip = '', front, established } = parts;
  return {
    source: endpoint(source, world),
    target: endpoint(target, world),
    protocol: protocol as Question['protocol'],
    port: Number(port),
    ...(family === undefined ? {} : { family: Number(family) as Family }),
    ...(kind === undefined ? {} : { through: { kind: kind as Through['kind'], ip, port: Number(front) } }),
    ...(established === undefined ? {} : { established: true }),
  };
};

const endpoint = (name: string, world: Pick<Case, 'pods'>): Endpoint => {
  if (name.includes('/')) return podNamed(name, world);
  if (/[.:]/.test(name)) return { kind: 'address', ip: name };
  const node = cast.nodes.find((one) => one.name === name);
  if (node === undefined) throw new Error(`There is no node "${name}"`);
  return node;
};

const podNamed = (key: string, { pods = {} }: Pick<Case, 'pods'>): PodEndpoint => {
  const known = cast.pods.find(({ namespace, name }) => `${namespace}/${name}` === key);
  const own = pods[key];
  if (known === undefined && own === undefined) throw new Error(`There is no pod "${key}"`);
  return { ...(known ?? cast.aPod(key, 1, 99)), ...own };
};

/** @param order of the policies; none of them comes first to Kubernetes */
export const indexOf = ({ policies, namespaces = {} }: Case, order: 'as-written' | 'reversed' = 'as-written'): PolicyIndex => {
  const written = policiesFrom(policies);
  const labels = { ...cast.namespaces, ...namespaces };
  return indexPolicies({ policies: order === 'reversed' ? written.toReversed() : written, namespaces: Object.entries(labels).map(([name, own]) => ({ name, labels: own })) });
};
