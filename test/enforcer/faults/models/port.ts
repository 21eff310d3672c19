import type { PolicyPort, Rule } from '../../view/policy-spec.ts';
import type { View } from '../../view/view.ts';
import type { FaultModel } from '../bend.ts';
import { mapPorts, mapRules } from '../policies.ts';

export const port: FaultModel = {
  name: 'FM-PORT',
  does: 'the ports of a rule are misread',
  parameters: { count: 1 },
  variants: {
    'a-block': { does: 'they are ignored beside a block', bend: () => ({ subjects: (view) => withoutPorts(view, ({ peers = [] }) => peers.some(({ ipBlock }) => ipBlock !== undefined)) }) },
    a: { does: 'they are ignored', bend: () => ({ subjects: (view) => withoutPorts(view, () => true) }) },
    b: { does: 'the end of a range is ignored', bend: () => ({ subjects: (view) => mapPorts(view, withoutEnd) }) },
    'c-short': { does: 'a range ends one before its end', bend: () => ({ subjects: (view) => mapPorts(view, (range) => ending(range, -1)) }) },
    'c-long': { does: 'a range ends one after its end', bend: () => ({ subjects: (view) => mapPorts(view, (range) => ending(range, 1)) }) },
    d: { does: 'a protocol without a port is no port', bend: () => ({ subjects: (view) => mapPorts(view, (one) => (one.port === undefined ? [] : [one])) }) },
    e: { does: 'only the first of them are kept: `count`', bend: ({ count }) => ({ subjects: (view) => mapRules(view, (rule) => [rule.ports === undefined ? rule : { ...rule, ports: rule.ports.slice(0, count) }]) }) },
  },
};

function withoutPorts(view: View, concerns: (rule: Rule) => boolean): View {
  return mapRules(view, (rule) => {
    const { ports: _, ...rest } = rule;
    return [concerns(rule) ? rest : rule];
  });
}

function withoutEnd({ protocol, port: first }: PolicyPort): PolicyPort[] {
  return [{ ...(protocol === undefined ? {} : { protocol }), ...(first === undefined ? {} : { port: first }) }];
}

function ending(range: PolicyPort, by: number): PolicyPort[] {
  const { port: first, endPort } = range;
  if (typeof first !== 'number' || endPort === undefined) return [range];
  return endPort + by < first ? [] : [{ ...range, endPort: endPort + by }];
}
