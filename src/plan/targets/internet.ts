import type { MatrixTarget } from '../../matrix/schema.ts';
import { directCells, insideOf } from './direct.ts';
import { styleOf } from './style.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type InternetTarget = Extract<MatrixTarget, { wellKnown: 'internet' }>;

/** Addresses that stand for the world outside. They are the user's choice: no host of ours is there to be dialled by all. */
export const resolveInternet = ({ addresses, port, protocol = 'TCP', speak }: InternetTarget, context: ResolveContext): Resolution => {
  const inside = insideOf(addresses, context);
  if (inside !== undefined) return failed(inside);
  const outside = addresses.map((address) => ({ address, label: `internet ${address}` }));
  return { cells: directCells(outside, { transport: protocol, port, style: styleOf(speak) }) };
};
