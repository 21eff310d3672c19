import { egressPeers, egressPorts } from './egress.ts';
import { ingressBlocks, ingressPeers, ingressPorts } from './ingress.ts';
import { bothEnds, defaultDenies } from './namespaces.ts';
import type { Round } from './shape.ts';

export const rounds: readonly Round[] = [defaultDenies, ingressPeers, ingressPorts, ingressBlocks, egressPeers, egressPorts, bothEnds];
