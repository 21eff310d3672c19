import { from, namespaces, pods, shape, to, type Round } from './shape.ts';

export const defaultDenies: Round = {
  name: 'default denies',
  shapes: [
    shape('default deny of ingress', 'x/*', { policyTypes: ['Ingress'] }),
    shape('default deny of egress', 'y/*', { policyTypes: ['Egress'] }),
    shape('default deny of both, and a rule for one', 'z/*', { policyTypes: ['Ingress', 'Egress'] }, { ...from(namespaces({ team: 'red' })) }),
  ],
};

export const bothEnds: Round = {
  name: 'both ends',
  shapes: [
    shape('egress to two', 'x/a', to(namespaces({ team: 'blue' }))),
    shape('ingress from one', 'y/a', from({ ...namespaces({ team: 'red' }), ...pods({ pod: 'a' }) })),
    shape('ingress from others', 'y/b', from({ ...namespaces({ team: 'red' }), ...pods({ pod: 'b' }) })),
    shape('no policyTypes, empty egress', 'z/a', { egress: [] }),
    shape('no policyTypes, egress to anywhere', 'z/b', { egress: [{ to: [] }] }),
    shape('allow all beside a deny', 'z/c', { policyTypes: ['Ingress', 'Egress'] }, { policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] }),
  ],
};
