import type { MatrixTarget } from '../../matrix/schema.ts';
import type { DialStyle } from '../../model/plan.ts';
import { directCells } from './direct.ts';
import { cloudOf, metadataEndpoints } from './metadata-endpoints.ts';
import type { MetadataEndpoint } from './metadata-endpoints.ts';
import { styleOf } from './style.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type MetadataTarget = Extract<MatrixTarget, { wellKnown: 'cloud-metadata' }>;

/** On request: a path that every such server answers with some status, and no header that unlocks anything. */
const askingStyle: DialStyle = { prober: 'http', speak: 'http', pace: 'gentle', http: { scheme: 'http', path: '/', trustCluster: false } };

/**
 * A bare connect, unless asked otherwise: NetworkPolicy governs layer 4, and on some clouds a hop limit would swallow an
 * HTTP answer that the policy let pass.
 */
export const resolveMetadata = (target: MetadataTarget, context: ResolveContext): Resolution => {
  const style = target.speak === 'http' ? askingStyle : styleOf(undefined);
  const cells = [...Map.groupBy(endpointsFor(target, context), ({ port }) => port)].flatMap(([port, endpoints]) =>
    directCells(endpoints.map(({ address, label }) => ({ address, label: `${label} ${address}` })), { transport: 'TCP', port, style }),
  );
  return cells.length === 0 ? failed('no metadata address is known in the families asked for: name addresses') : { cells };
};

const endpointsFor = ({ addresses, clouds }: MetadataTarget, { snapshot, families }: ResolveContext): readonly MetadataEndpoint[] => {
  if (addresses !== undefined) return addresses.map((address) => ({ address, port: 80, label: 'metadata' }));
  // Nodes that may not be listed do not say whose they are: then it may be anybody's.
  const unknown = clouds === undefined && snapshot.nodes.some(({ fromPods }) => fromPods);
  const present = clouds ?? snapshot.nodes.flatMap(({ providerId }) => cloudOf(providerId) ?? []);
  return metadataEndpoints.filter(({ cloud, address }) => families.includes(familyOf(address)) && (cloud === undefined || unknown || present.includes(cloud)));
};
