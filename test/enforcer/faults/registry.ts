import type { FaultModel } from './bend.ts';
import { dnsBroken, noNetwork, notListening } from './models/environment.ts';
import { ipv6 } from './models/family.ts';
import { flap } from './models/flap.ts';
import { nullReject } from './models/null-mutants.ts';
import { protocol } from './models/protocol.ts';
import { sameNodeOpen, sameNodeService } from './models/same-node.ts';
import { startup, startupEstablished } from './models/startup.ts';
import { closed, egressIgnored, everythingClosed, ingressIgnored, nodeDead } from './models/unenforced.ts';

/** All that can be wrong, in the order of the table. */
export const models: readonly FaultModel[] = [
  startup,
  startupEstablished,
  nodeDead,
  egressIgnored,
  ingressIgnored,
  sameNodeOpen,
  sameNodeService,
  protocol,
  ipv6,
  flap,
  closed,
  everythingClosed,
  nullReject,
  noNetwork,
  notListening,
  dnsBroken,
];
