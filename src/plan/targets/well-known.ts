import type { MatrixTarget } from '../../matrix/schema.ts';
import { resolveApiserver } from './apiserver.ts';
import { resolveDns } from './dns.ts';
import { resolveInternet } from './internet.ts';
import { resolveMetadata } from './metadata.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type WellKnownTarget = Extract<MatrixTarget, { wellKnown: unknown }>;

/** Targets that have a name everywhere, and addresses of their own in each cluster. */
export const resolveWellKnown = (target: WellKnownTarget, context: ResolveContext): Resolution => {
  switch (target.wellKnown) {
    case 'cluster-dns':
      return resolveDns(context);
    case 'apiserver':
      return resolveApiserver(context);
    case 'cloud-metadata':
      return resolveMetadata(target, context);
    case 'internet':
      return resolveInternet(target, context);
  }
};
