import type { Gate } from '../../rules/node-rules.ts';
import type { Bend, FaultModel } from '../bend.ts';

function opening(gate: Gate): Bend {
  return { rules: (rules) => ({ ...rules, gates: [...rules.gates, gate] }) };
}

export const sameNodeOpen: FaultModel = {
  name: 'FM-SAMENODE-OPEN',
  does: 'nothing is enforced between pods of one node',
  variants: {
    all: { does: 'by pod address or by Service', bend: () => opening({ how: 'accept', from: 'local', to: 'local' }) },
    'pod-ip': { does: 'by pod address alone', bend: () => opening({ how: 'accept', from: 'local', to: 'local', via: 'pod' }) },
  },
};

export const sameNodeService: FaultModel = {
  name: 'FM-SAMENODE-SVC',
  does: 'nothing is enforced between pods of one node where a Service is dialled',
  variants: { all: { does: 'by ClusterIP', bend: () => opening({ how: 'accept', from: 'local', to: 'local', via: 'service' }) } },
};
