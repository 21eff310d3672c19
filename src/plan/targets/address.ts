import type { MatrixTarget } from '../../matrix/schema.ts';
import { directCells, insideOf } from './direct.ts';
import { styleOf } from './style.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type AddressTarget = Extract<MatrixTarget, { address: unknown }>;

/** An address as the user gave it, in its own family whatever the matrix asks for elsewhere. */
export const resolveAddress = ({ address, port, protocol = 'TCP', speak }: AddressTarget, context: ResolveContext): Resolution => {
  const inside = insideOf([address], context);
  if (inside !== undefined) return failed(inside);
  return { cells: directCells([{ address, label: address }], { transport: protocol, port, style: styleOf(speak) }) };
};
