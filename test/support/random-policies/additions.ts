/** What can only let more through. */
import { ofPeers, ofPeerSelectors, ofPorts, ofBlocks, ofRules } from './rewrite.ts';
import type { Rewrite } from './rewrite.ts';
import { namespaceNameKey, portNumbers } from './vocabulary.ts';

const anybody = { namespaceSelector: { matchLabels: {}, matchExpressions: [] } };
const everything = { peers: [], ports: [] };

export const additions: Readonly<Record<string, Rewrite>> = {
  'a rule more': ofRules((rules) => [...rules, { peers: [{ namespaceSelector: { matchLabels: { [namespaceNameKey]: 'x' }, matchExpressions: [] } }], ports: [] }]),
  'a rule of everything': ofRules((rules) => [...rules, everything]),
  'a peer more, beside others': ofPeers((peers) => (peers.length === 0 ? peers : [...peers, anybody])),
  'no peers for some': ofPeers(() => []),
  'a port more, beside others': ofPorts((ports) => (ports.length === 0 ? ports : [...ports, { protocol: 'TCP', port: portNumbers[2] }])),
  'no ports for some': ofPorts(() => []),
  'a longer range': ofPorts((ports) => ports.map((port) => (typeof port.port === 'number' ? { ...port, endPort: 65535 } : port))),
  'a value more where a peer’s selector lists or names one': ofPeerSelectors(({ matchLabels, matchExpressions }) => ({
    matchLabels: {},
    matchExpressions: [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })), ...matchExpressions].map((requirement) =>
      requirement.operator === 'In' ? { ...requirement, values: [...requirement.values, 'web', 'red'] } : requirement,
    ),
  })),
  'a condition less in a peer’s selector': ofPeerSelectors(({ matchLabels, matchExpressions }) => ({ matchLabels, matchExpressions: matchExpressions.slice(1) })),
  'an exception less in a block': ofBlocks(({ cidr, except }) => [{ cidr, except: except.slice(1) }]),
  'no policy without rules': (policies) => policies.filter(({ ingress = [], egress = [] }) => ingress.length + egress.length > 0),
};
