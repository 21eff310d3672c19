import { isHost } from '../../rules/addresses.ts';
import type { Lane, NodeRules } from '../../rules/node-rules.ts';
import type { FaultModel } from '../bend.ts';
import { mapLanes } from '../lanes.ts';

export const ipv6: FaultModel = {
  name: 'FM-V6',
  does: 'IPv6 is not handled as IPv4 is',
  variants: {
    a: { does: 'IPv6 is not filtered', bend: () => ({ rules: (rules) => mapV6(rules, () => 'open') }) },
    b: { does: 'IPv6 is closed altogether', bend: () => ({ rules: (rules) => mapV6(rules, () => []) }) },
    c: {
      does: 'the first change after the fault began empties the IPv6 sets of peers',
      bend: () => ({ rules: (rules, { history }) => (history.length < 2 ? rules : mapV6(rules, withoutPods)) }),
    },
    d: { does: 'rules for IPv6 do not look at ports', bend: () => ({ rules: (rules) => mapV6(rules, (lane) => (lane === 'open' ? lane : lane.map(({ blocks }) => ({ blocks, ports: 'any' })))) }) },
  },
};

function mapV6(rules: NodeRules, change: (lane: Lane) => Lane): NodeRules {
  return mapLanes(rules, (lane, { family }) => (family === 6 ? change(lane) : lane));
}

function withoutPods(lane: Lane): Lane {
  return lane === 'open' ? lane : lane.map(({ blocks, ports }) => ({ ports, blocks: blocks === 'any' ? blocks : blocks.filter((block) => !isHost(block)) })).filter(({ blocks }) => blocks.length > 0);
}
