import type { PortRule, Rule } from '../../model/network-policy.ts';
import type { FaultModel, Misreading } from '../fault.ts';
import { perPort, perRule } from '../rewrite.ts';

export const port: FaultModel = {
  name: 'FM-PORT',
  does: 'the ports of a rule are misread',
  variants: {
    'a-block': { kind: 'misreads', does: 'they are ignored beside a block', misreadings: (policy) => perRule(policy, (rule) => (rule.peers.some(({ ipBlock }) => ipBlock !== undefined) ? withoutPorts(rule) : undefined)) },
    a: { kind: 'misreads', does: 'they are ignored', misreadings: (policy) => perRule(policy, withoutPorts) },
    b: { kind: 'misreads', does: 'the end of a range is ignored', misreadings: (policy) => perPort(policy, ({ endPort, ...first }) => (endPort === undefined ? undefined : [first])) },
    'c-short': { kind: 'misreads', does: 'a range ends one before its end', misreadings: (policy) => perPort(policy, (range) => ending(range, -1)) },
    'c-long': { kind: 'misreads', does: 'a range ends one after its end', misreadings: (policy) => perPort(policy, (range) => ending(range, 1)) },
    d: { kind: 'misreads', does: 'a protocol without a port is no port', misreadings: (policy) => perPort(policy, (one) => (one.port === undefined ? [] : undefined)) },
    e: { kind: 'misreads', does: 'only the first of them are kept: 1, 11, 15 or 24', misreadings: (policy) => [1, 11, 15, 24].flatMap((count) => perRule(policy, (rule) => onlyFirst(rule, count)).map((one): Misreading => ({ ...one, at: `${one.at}, ports after ${count}` }))) },
  },
};

const withoutPorts = (rule: Rule): Rule[] | undefined => (rule.ports.length === 0 ? undefined : [{ ...rule, ports: [] }]);

const onlyFirst = (rule: Rule, count: number): Rule[] | undefined => (rule.ports.length <= count ? undefined : [{ ...rule, ports: rule.ports.slice(0, count) }]);

const ending = (range: PortRule, by: number): PortRule[] | undefined => {
  const { port: first, endPort } = range;
  if (typeof first !== 'number' || endPort === undefined) return undefined;
  return endPort + by < first ? [] : [{ ...range, endPort: endPort + by }];
};
