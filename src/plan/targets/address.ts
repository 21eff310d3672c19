import type { MatrixTarget } from '../../matrix/schema.ts';
import { styleOf } from './style.ts';
import { failed, familyOf } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type AddressTarget = Extract<MatrixTarget, { address: unknown }>;

/** An address as the user gave it, in its own family whatever the matrix asks for elsewhere. */
export const resolveAddress = ({ address, port, speak }: AddressTarget, context: ResolveContext): Resolution => {
  const owner = context.snapshot.pods.find((pod) => !pod.hostNetwork && pod.ips.includes(address));
  if (owner) return failed(`${address} is pod ${owner.namespace}/${owner.name}: select it by its labels, since pod addresses change`);
  return {
    cells: [
      {
        transport: 'TCP',
        port,
        path: 'direct',
        family: familyOf(address),
        style: styleOf(speak),
        destinations: [{ address, port, pods: [], liveness: 'reached-only', label: address }],
        controlDials: true,
      },
    ],
  };
};
