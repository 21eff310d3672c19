import { block, from, namespaces, namespacesBy, on, pods, podsBy, shape, type Round } from './shape.ts';

export const ingressPeers: Round = {
  name: 'ingress: peers',
  shapes: [
    shape('namespace and pod in one peer', 'x/a', from({ ...namespaces({ team: 'blue' }), ...pods({ pod: 'a' }) })),
    shape('namespace or pod in two peers', 'x/b', from(namespaces({ team: 'blue' }), pods({ pod: 'a' }))),
    shape('all pods of all namespaces', 'x/c', from({ namespaceSelector: {} })),
    shape('In with two values', 'y/a', from({ ...podsBy('pod', 'In', 'b', 'c'), namespaceSelector: {} })),
    shape('NotIn, some without the key', 'y/b', from({ ...podsBy('app', 'NotIn', 'web'), namespaceSelector: {} })),
    shape('Exists', 'y/c', from({ ...podsBy('app', 'Exists'), namespaceSelector: {} })),
    shape('DoesNotExist', 'z/a', from({ ...podsBy('app', 'DoesNotExist'), namespaceSelector: {} })),
    shape('NotIn of namespaces, one without the key', 'z/b', from(namespacesBy('team', 'NotIn', 'blue'))),
    shape('nobody has these labels', 'z/c', from(pods({ pod: 'nobody' }))),
  ],
};

export const ingressPorts: Round = {
  name: 'ingress: ports and lists',
  shapes: [
    shape('a port by number', 'x/a', on({ port: 8080 })),
    shape('a port by name', 'x/b', on({ port: 'serve' })),
    shape('a port by a name that the pod has not', 'x/c', on({ port: 'serve' })),
    shape('UDP alone, on the same number', 'y/a', on({ port: 8080, protocol: 'UDP' })),
    shape('a range that ends before the other port', 'y/b', on({ port: 8000, endPort: 8080 })),
    shape('TCP without a port', 'y/c', on({ protocol: 'TCP' })),
    shape('an empty list of peers', 'z/a', from()),
    shape('a name of UDP asked for as TCP', 'z/b', on({ port: 'serve', protocol: 'UDP' })),
    shape('peers and ports of two policies', 'z/c', { policyTypes: ['Ingress'], ingress: [{ from: [pods({ pod: 'a' })], ports: [{ port: 8080 }] }] }, { policyTypes: ['Ingress'], ingress: [{ from: [pods({ pod: 'b' })], ports: [{ port: 8081 }] }] }),
  ],
};

export const ingressBlocks: Round = {
  name: 'ingress: blocks',
  shapes: [
    { name: 'one pod by its IPv4 address', at: 'x/a', specs: ({ address }) => [from(block(`${address('y/a', 4)}/32`))] },
    { name: 'one pod by its IPv6 address', at: 'x/b', specs: ({ address }) => [from(block(`${address('y/a', 6)}/128`))] },
    shape('bits of a host in the block', 'y/a', from(block('10.244.1.77/24'))),
    { name: 'all but one pod', at: 'y/b', specs: ({ address }) => [from(block('10.0.0.0/8', `${address('x/a', 4)}/32`))] },
    { name: 'all of IPv4 but one pod', at: 'z/a', specs: ({ address }) => [from(block('0.0.0.0/0', `${address('x/a', 4)}/32`))] },
    { name: 'an exception that a selector allows', at: 'z/b', specs: ({ address }) => [from(block('0.0.0.0/0', `${address('x/a', 4)}/32`), { ...namespaces({ team: 'red' }), ...pods({ pod: 'a' }) })] },
    shape('a block and a port', 'z/c', { policyTypes: ['Ingress'], ingress: [{ from: [block('10.244.2.0/24')], ports: [{ port: 8081 }] }] }),
  ],
};
