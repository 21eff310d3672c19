/** What our own engine says of a way, under every reading of the specification. */
import { portsOf, service } from '../../../../src/conformance/world/world.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';
import type { Decision } from '../../../../src/policy/decision.ts';
import type { PodEndpoint } from '../../../../src/policy/endpoint.ts';
import { evaluate } from '../../../../src/policy/evaluate.ts';
import { toNetworkPolicy } from '../../../../src/policy/normalise.ts';
import { indexPolicies } from '../../../../src/policy/policy-index.ts';
import { endsOf, realNamespaceOf, realNames } from './world.ts';
import type { PlayedPod, World } from './world.ts';

/** Of each pair of pods that a way is between. */
export const decisionsIn = (world: World): ((way: Way) => Decision[]) => {
  const index = indexPolicies({
    policies: world.policies.map(({ metadata, spec }) => toNetworkPolicy({ ...metadata, spec }, metadata.namespace)),
    namespaces: Object.entries(realNames).map(([key, name]) => ({ name, labels: world.namespaces[key as keyof typeof realNames] })),
  });
  return (way) =>
    endsOf(way, world).map(([source, target]) =>
      evaluate(
        {
          source: endpointOf(source),
          target: endpointOf(target),
          port: way.port,
          protocol: way.transport,
          family: way.family,
          ...(way.path === 'cluster-ip' ? { through: { kind: 'cluster-ip', ip: way.family === 4 ? '10.96.0.10' : 'fd96::10', port: service.port } } : {}),
        },
        index,
      ),
    );
};

const endpointOf = ({ key, name, labels, ips, node }: PlayedPod): PodEndpoint => ({ kind: 'pod', namespace: realNamespaceOf(key), name, labels, ports: portsOf(key), ips, hostNetwork: false, node: `node${node}` });
