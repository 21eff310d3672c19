import { protocols } from '../../policy/port-set.ts';
import { atEachEnd } from '../enforcing.ts';
import type { FaultModel } from '../fault.ts';
import { perPort } from '../rewrite.ts';

export const protocol: FaultModel = {
  name: 'FM-PROTO',
  does: 'protocols are taken for each other, or forgotten',
  variants: {
    a: { kind: 'misenforces', per: 'node', does: 'UDP is not filtered', misenforce: atEachEnd((state, _, meeting) => (meeting.protocol === 'UDP' ? 'open' : state)) },
    b: { kind: 'misenforces', per: 'node', does: 'UDP is always dropped', misenforce: atEachEnd((state, _, meeting) => (meeting.protocol === 'UDP' ? 'denied' : state)) },
    c: { kind: 'misreads', does: 'a rule’s protocol is ignored: UDP 80 opens TCP 80', misreadings: (policy) => perPort(policy, (port) => protocols.map((other) => ({ ...port, protocol: other }))) },
    d: { kind: 'misreads', does: 'SCTP is TCP', misreadings: (policy) => perPort(policy, (port) => (port.protocol === 'SCTP' ? [port, { ...port, protocol: 'TCP' }] : undefined)) },
    e: { kind: 'unseen', does: 'SCTP is not filtered', because: 'SCTP cannot be dialled' },
    f: { kind: 'misenforces', per: 'node', does: 'TCP 53 is closed: DNS is handled for UDP alone', misenforce: atEachEnd((state, _, { protocol: own, port }) => (own === 'TCP' && port === 53 && state === 'allowed' ? 'denied' : state)) },
  },
};
