import type { FaultModel } from './bend.ts';
import { lastPolicy, policyDeleteIgnored } from './models/deleted-policy.ts';
import { dnsBroken, noNetwork, notListening } from './models/environment.ts';
import { except } from './models/except.ts';
import { ipv6 } from './models/family.ts';
import { firstAccept } from './models/first-accept.ts';
import { flap } from './models/flap.ts';
import { freeze } from './models/freeze.ts';
import { nullReject } from './models/null-mutants.ts';
import { emptyPeerSet, peerLogic } from './models/peer-logic.ts';
import { port } from './models/port.ts';
import { protocol } from './models/protocol.ts';
import { restart } from './models/restart.ts';
import { sameNodeOpen, sameNodeService } from './models/same-node.ts';
import { selectorOp } from './models/selector-op.ts';
import { completedPod, deleteStrips, staleAddress } from './models/stale-address.ts';
import { staleLabels, staleNamespaceLabels } from './models/stale-labels.ts';
import { startup, startupEstablished } from './models/startup.ts';
import { closed, egressIgnored, everythingClosed, ingressIgnored, nodeDead } from './models/unenforced.ts';

/** All that can be wrong, in the order of the table. */
export const models: readonly FaultModel[] = [
  startup,
  startupEstablished,
  nodeDead,
  staleAddress,
  deleteStrips,
  completedPod,
  staleLabels,
  staleNamespaceLabels,
  policyDeleteIgnored,
  lastPolicy,
  egressIgnored,
  ingressIgnored,
  firstAccept,
  sameNodeOpen,
  sameNodeService,
  restart,
  except,
  peerLogic,
  selectorOp,
  emptyPeerSet,
  port,
  protocol,
  freeze,
  ipv6,
  flap,
  closed,
  everythingClosed,
  nullReject,
  noNetwork,
  notListening,
  dnsBroken,
];
