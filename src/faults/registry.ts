import type { FaultModel } from './fault.ts';
import { emptyPeerSet } from './models/empty-peer-set.ts';
import { except } from './models/except.ts';
import { ipv6 } from './models/family.ts';
import { freeze } from './models/freeze.ts';
import { modelsInTime } from './models/in-time.ts';
import { peerLogic } from './models/peer-logic.ts';
import { port } from './models/port.ts';
import { protocol } from './models/protocol.ts';
import { firstAccept, sameNodeOpen, sameNodeService } from './models/same-node.ts';
import { selectorOp } from './models/selector-op.ts';
import { startup, startupEstablished } from './models/startup.ts';
import { closed, everythingClosed, opened } from './models/twins.ts';
import { egressIgnored, ingressIgnored, nodeDead } from './models/unenforced.ts';

/** All that can be wrong, as far as it has been seen in the field. */
export const models: readonly FaultModel[] = [
  startup,
  startupEstablished,
  nodeDead,
  egressIgnored,
  ingressIgnored,
  firstAccept,
  sameNodeOpen,
  sameNodeService,
  except,
  peerLogic,
  selectorOp,
  emptyPeerSet,
  port,
  protocol,
  freeze,
  ipv6,
  closed,
  everythingClosed,
  opened,
  ...modelsInTime,
];
