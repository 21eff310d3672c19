import type { Gate } from '../../rules/node-rules.ts';
import type { Bend, FaultModel, Situation } from '../bend.ts';
import { nextAged } from '../time.ts';

function gates(make: (situation: Situation) => readonly Gate[]): Bend {
  return { rules: (rules, situation) => ({ ...rules, gates: [...rules.gates, ...make(situation)] }) };
}

export const noNetwork: FaultModel = {
  name: 'ENV-NO-NETWORK',
  does: 'no policy fault: fresh pods are without network for a while, not even their node reaches them',
  parameters: { windowMs: 10_000 },
  variants: {
    all: {
      does: 'every pod that comes after the fault began',
      bend: ({ windowMs }) => ({
        ...gates((situation) => cutOff([...situation.arrivals].filter(([, atMs]) => atMs > situation.sinceMs && atMs + windowMs > situation.nowMs).map(([address]) => address))),
        wakesAtMs: ({ arrivals, nowMs }) => nextAged(arrivals.values(), windowMs, nowMs),
      }),
    },
  },
};

function cutOff(addresses: readonly string[]): Gate[] {
  return addresses.length === 0 ? [] : [{ how: 'drop', from: addresses }, { how: 'drop', to: addresses }];
}

export const notListening: FaultModel = {
  name: 'ENV-NOT-LISTENING',
  does: 'no policy fault: the servers with a label refuse every connection, as if nobody listened',
  parameters: { label: 'app=server', port: 0 },
  variants: {
    all: {
      does: 'TCP reset, ICMP port unreachable for UDP',
      bend: ({ label, port }) => gates(({ history }) => refusing(addressesOf(label, history.at(-1)), port)),
    },
  },
};

function refusing(addresses: readonly string[], port: number): Gate[] {
  return addresses.length === 0 ? [] : [{ how: 'reject', to: addresses, protocols: ['TCP', 'UDP'], ...(port === 0 ? {} : { port }) }];
}

function addressesOf(label: string, moment: Situation['history'][number] | undefined): string[] {
  const [key = '', value = ''] = label.split('=');
  return (moment?.view.pods ?? []).filter(({ labels, hostNetwork, finished }) => labels[key] === value && !hostNetwork && !finished).flatMap(({ addresses }) => addresses);
}

export const dnsBroken: FaultModel = {
  name: 'ENV-DNS-BROKEN',
  does: 'no policy fault: what pods send to port 53 is lost',
  variants: { all: { does: 'over TCP and UDP', bend: () => gates(() => [{ how: 'drop', from: 'local', protocols: ['TCP', 'UDP'], port: 53 }]) } },
};
