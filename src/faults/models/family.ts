import { atEachEnd } from '../enforcing.ts';
import type { FaultModel } from '../fault.ts';
import { perRule } from '../rewrite.ts';
import { onlyInTime } from './in-time.ts';

export const ipv6: FaultModel = {
  name: 'FM-V6',
  does: 'IPv6 is not handled as IPv4 is',
  variants: {
    a: { kind: 'misenforces', per: 'node', does: 'IPv6 is not filtered', misenforce: atEachEnd((state, _, { family }) => (family === 6 ? 'open' : state)) },
    b: { kind: 'misenforces', per: 'node', does: 'IPv6 is closed altogether', misenforce: atEachEnd((state, _, { family }) => (family === 6 ? 'denied' : state)) },
    c: onlyInTime('the first change after the fault began empties the IPv6 sets of peers'),
    d: { kind: 'misreads', does: 'rules for IPv6 do not look at ports', misreadings: (policy) => perRule(policy, (rule) => (rule.ports.length === 0 ? undefined : [{ ...rule, ports: [] }])).map((one) => ({ ...one, only: ({ family }) => family === 6 })) },
  },
};
