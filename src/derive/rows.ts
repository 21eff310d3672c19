/**
 * Whole rows of a matrix at once. A rule is a set of sources and a set of columns; a row is what its source's egress lets
 * out and what the targets' ingress lets in. No pair of pods is ever looked at.
 */
import type { Protocol } from '../model/network-policy.ts';
import { familyOf } from '../policy/ip-block.ts';
import { addressesOf } from '../policy/endpoint.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';
import { isAmong } from '../policy/peers.ts';
import type { Sight } from '../policy/peers.ts';
import type { PolicyIndex, ReadyRule } from '../policy/policy-index.ts';
import { portsOn } from '../policy/ports.ts';
import { contains } from '../policy/port-set.ts';
import { holding } from '../policy/readings.ts';
import type { Reading } from '../policy/readings.ts';
import { selects } from '../policy/selector.ts';
import { spelledPeers, spelledRule } from './spelling.ts';
import { addBits, bitsOf, commonBits, noBits } from './bits.ts';
import type { Bits } from './bits.ts';

/** One port of one endpoint. */
export interface Column {
  /** Index of the endpoint. */
  readonly end: number;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface RowsInput {
  readonly sources: readonly PodEndpoint[];
  readonly ends: readonly Endpoint[];
  readonly columns: readonly Column[];
  readonly index: PolicyIndex;
}

/** @returns for each source the columns that are open to it under a reading */
export const rowsOf = (input: RowsInput, reading: Reading): Bits[] => {
  const egress = egressOf(input, reading);
  const ingress = ingressOf(input, reading);
  return input.sources.map((source, index) => commonBits(egress(source), ingress(index)));
};

/** Sources that the same policies select may send to the same columns. */
const egressOf = ({ ends, columns, index }: RowsInput, reading: Reading): ((source: PodEndpoint) => Bits) => {
  const columnsAt = Map.groupBy(columns.keys(), (column) => columns[column]?.end ?? -1);
  const byPolicies = new Map<string, Bits>();
  const byRule = new Map<string, Bits>();
  const everything = bitsOf(columns.keys(), columns.length);
  const opened = (rule: ReadyRule): Bits => {
    const key = spelledRule(rule);
    const known = byRule.get(key);
    if (known !== undefined) return known;
    const among = ends.flatMap((end, at) => (isAmong(rule, end, sightOf(end, index, reading)) ? [at] : []));
    const bits = bitsOf(among.flatMap((at) => openAt(rule, ends[at], columnsAt.get(at) ?? [], columns)), columns.length);
    byRule.set(key, bits);
    return bits;
  };
  return (source) => {
    const policies = index.policiesIn(source.namespace, 'egress').filter(({ podSelector }) => selects(podSelector, source.labels));
    if (policies.length === 0) return everything;
    const key = policies.map(({ namespace, name }) => `${namespace}/${name}`).join();
    const known = byPolicies.get(key);
    if (known !== undefined) return known;
    const bits = noBits(columns.length);
    for (const rule of policies.flatMap(({ rules }) => rules)) addBits(bits, opened(rule));
    byPolicies.set(key, bits);
    return bits;
  };
};

const ingressOf = ({ sources, ends, columns, index }: RowsInput, reading: Reading): ((source: number) => Bits) => {
  const columnsAt = Map.groupBy(columns.keys(), (column) => columns[column]?.end ?? -1);
  const policiesAt = ends.map((end) => (end.kind === 'pod' ? index.policiesIn(end.namespace, 'ingress').filter(({ podSelector }) => selects(podSelector, end.labels)) : []));
  const forAll = bitsOf([...ends.keys()].flatMap((at) => (policiesAt[at]?.length === 0 ? (columnsAt.get(at) ?? []) : [])), columns.length);
  const rows = sources.map(() => forAll.slice());
  const guards = policiesAt.flatMap((policies, at) => policies.map((policy) => ({ policy, at })));
  const among = new Map<string, readonly number[]>();
  for (const [policy, guarded] of Map.groupBy(guards, ({ policy: guard }) => guard)) {
    for (const rule of policy.rules) {
      const open = bitsOf(guarded.flatMap(({ at }) => openAt(rule, ends[at], columnsAt.get(at) ?? [], columns)), columns.length);
      const key = spelledPeers(rule);
      const whom = among.get(key) ?? sources.flatMap((source, at) => (isAmong(rule, source, sightOf(source, index, reading)) ? [at] : []));
      among.set(key, whom);
      for (const at of whom) addBits(rows[at] ?? noBits(0), open);
    }
  }
  return (source) => rows[source] ?? noBits(columns.length);
};

const openAt = ({ ports }: ReadyRule, end: Endpoint | undefined, own: readonly number[], columns: readonly Column[]): number[] => {
  if (end === undefined) return [];
  const set = portsOn(end, ports);
  return own.filter((at) => {
    const column = columns[at];
    return column !== undefined && contains(set, column.protocol, column.port);
  });
};

const sightOf = (other: Endpoint, index: PolicyIndex, reading: Reading): Sight => ({ index, family: familyOf(addressesOf(other)[0] ?? ''), ipBlocksHoldPods: holding(other, reading) });
