/** A few pods in three namespaces, and hosts outside: all that random policies speak of. */
import * as fc from 'fast-check';
import type { Protocol } from '../../../src/model/network-policy.ts';
import type { Labels } from '../../../src/model/snapshot.ts';
import type { AddressEndpoint, NamedPort, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { namespaceKeys, namespaceNameKey, namespaceValues, podKeys, podValues, portNames, protocols } from './vocabulary.ts';

export interface World {
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
  /** Each has an IPv4 and an IPv6 address. */
  readonly pods: readonly PodEndpoint[];
  readonly outside: readonly AddressEndpoint[];
}

const namespaceNames = ['x', 'y', 'z'] as const;
const podsEach = 2;
const podCount = namespaceNames.length * podsEach;
const outside: readonly AddressEndpoint[] = ['203.0.113.10', '198.51.100.7', '2001:db8::10'].map((ip) => ({ kind: 'address', ip }));

const someLabels = (keys: readonly string[], values: readonly string[]): fc.Arbitrary<Labels> => fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { noNullPrototype: true });

/** A name may mean one port of each protocol. */
const somePorts: fc.Arbitrary<readonly NamedPort[]> = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...portNames.slice(0, -1)), protocol: fc.constantFrom<Protocol>(...protocols), port: fc.constantFrom(8080, 8081) }),
  { maxLength: 4, selector: ({ name, protocol }) => `${name}/${protocol}` },
);

/** Names and addresses are always the same, so that policies can be drawn beside the world that they are for. */
const podAt = (index: number, labels: Labels, ports: readonly NamedPort[]): PodEndpoint => {
  const home = Math.floor(index / podsEach);
  const host = 4 + (index % podsEach) * 5;
  return { kind: 'pod', namespace: namespaceNames[home] ?? '', name: `p${index % podsEach}`, labels, ports, ips: [`10.244.${home}.${host}`, `fd44::${home}:${host}`], hostNetwork: false };
};

type PodParts = readonly [labels: Labels, ports: readonly NamedPort[]];

const worldOf = (ofNamespaces: readonly Labels[], ofPods: readonly PodParts[]): World => ({
  namespaces: namespaceNames.map((name, index) => ({ name, labels: { ...ofNamespaces[index], [namespaceNameKey]: name } })),
  pods: ofPods.map(([labels, ports], index) => podAt(index, labels, ports)),
  outside,
});

export const worlds: fc.Arbitrary<World> = fc
  .record({
    ofNamespaces: fc.array(someLabels(namespaceKeys, namespaceValues), { minLength: namespaceNames.length, maxLength: namespaceNames.length }),
    ofPods: fc.array(fc.tuple(someLabels(podKeys, podValues), somePorts), { minLength: podCount, maxLength: podCount }),
  })
  .map(({ ofNamespaces, ofPods }) => worldOf(ofNamespaces, ofPods));

/** What policies may name of a world. */
export interface Names {
  readonly namespaces: readonly string[];
  /** Of pods. */
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

export const namesOf = ({ namespaces, pods, outside: hosts }: World): Names => ({
  namespaces: namespaces.map(({ name }) => name),
  inside: pods.flatMap(({ ips }) => ips),
  outside: hosts.map(({ ip }) => ip),
});

/** Those of each of `worlds`. */
export const usualNames: Names = namesOf(worldOf([], Array.from({ length: podCount }, (): PodParts => [{}, []])));
