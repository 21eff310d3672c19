import type { MatrixTarget } from '../../matrix/schema.ts';
import { resolveAddress } from './address.ts';
import { resolveHost } from './host.ts';
import { resolveNodes } from './nodes.ts';
import { resolvePods } from './pods.ts';
import type { Resolution, ResolveContext } from './resolution.ts';
import { resolveService } from './service.ts';
import { resolveStandIn } from './stand-in.ts';
import { resolveWellKnown } from './well-known.ts';

/** What one target of the matrix means in this cluster. */
export const resolveTarget = (target: MatrixTarget, context: ResolveContext): Resolution => {
  if ('pods' in target) return resolvePods(target, context);
  if ('standIn' in target) return resolveStandIn(target, context);
  if ('service' in target) return resolveService(target, context);
  if ('nodes' in target) return resolveNodes(target, context);
  if ('address' in target) return resolveAddress(target, context);
  if ('host' in target) return resolveHost(target, context);
  return resolveWellKnown(target, context);
};
