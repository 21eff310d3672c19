import { block, namespaces, namespacesBy, pods, podsBy, shape, to, toPorts, type Round } from './shape.ts';

export const egressPeers: Round = {
  name: 'egress: peers',
  shapes: [
    shape('namespace and pod in one peer', 'x/a', to({ ...namespaces({ team: 'blue' }), ...pods({ pod: 'a' }) })),
    shape('all pods, nobody outside', 'x/b', to({ namespaceSelector: {} })),
    shape('the own namespace', 'x/c', to({ podSelector: {} })),
    shape('NotIn, some without the key', 'y/a', to({ ...podsBy('app', 'NotIn', 'web'), namespaceSelector: {} })),
    shape('NotIn of namespaces, one without the key', 'y/b', to(namespacesBy('team', 'NotIn', 'red'))),
    shape('an empty list of peers', 'y/c', to()),
    shape('three peers', 'z/a', to(pods({ pod: 'b' }), namespaces({ team: 'red' }), block('203.0.113.0/24'))),
    shape('two policies', 'z/b', to(pods({ pod: 'a' })), to(namespaces({ team: 'blue' }))),
    shape('labels and expressions in one selector', 'z/c', to({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'pod', operator: 'In', values: ['a', 'b'] }] } })),
  ],
};

export const egressPorts: Round = {
  name: 'egress: ports and blocks',
  shapes: [
    shape('a name with another number on each destination', 'x/a', toPorts({ port: 'serve' })),
    shape('a port by number, where a Service has another', 'x/b', toPorts({ port: 8080 })),
    shape('UDP alone, on the same number', 'x/c', toPorts({ port: 8080, protocol: 'UDP' })),
    shape('all of IPv4 but the pods', 'y/a', to(block('0.0.0.0/0', '10.244.0.0/16'))),
    shape('all of IPv6 but the pods', 'y/b', to(block('::/0', 'fd44::/48'))),
    shape('bits of a host in the block', 'y/c', to(block('203.0.113.77/24'))),
    { name: 'an exception that another policy allows', at: 'z/a', specs: ({ address }) => [to(block('0.0.0.0/0', `${address('x/a', 4)}/32`, `${address('x/b', 4)}/32`)), to(block(`${address('x/a', 4)}/32`))] },
    { name: 'a block and a range of ports', at: 'z/b', specs: ({ address }) => [{ policyTypes: ['Egress'], egress: [{ to: [block(`${address('x/b', 6)}/128`), block('10.244.0.0/16')], ports: [{ port: 8081, endPort: 8090 }] }] }] },
    shape('a name and a number, to some', 'z/c', { policyTypes: ['Egress'], egress: [{ to: [namespaces({ team: 'red' })], ports: [{ port: 'serve' }, { port: 7 }] }] }),
  ],
};
