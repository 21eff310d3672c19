import { lanesBy } from '../../rules/lanes.ts';
import type { Allow, Lane, NodeRules, PortRange } from '../../rules/node-rules.ts';
import type { Protocol } from '../../view/policy-spec.ts';
import type { FaultModel, Variant } from '../bend.ts';
import { mapLanes } from '../lanes.ts';

export const protocol: FaultModel = {
  name: 'FM-PROTO',
  does: 'protocols are taken for each other, or forgotten',
  variants: {
    a: { does: 'UDP is not filtered', bend: () => ({ rules: (rules) => setLanes(rules, 'UDP', 'open') }) },
    b: { does: 'UDP is always dropped', bend: () => ({ rules: (rules) => setLanes(rules, 'UDP', []) }) },
    c: confused({ TCP: ['TCP', 'UDP', 'SCTP'], UDP: ['TCP', 'UDP', 'SCTP'], SCTP: ['TCP', 'UDP', 'SCTP'] }, 'a rule\'s protocol is ignored: UDP 80 opens TCP 80'),
    d: confused({ TCP: ['TCP', 'SCTP'], UDP: ['UDP'], SCTP: ['TCP', 'SCTP'] }, 'whatever is not UDP is TCP'),
    e: { does: 'SCTP is not filtered', bend: () => ({ rules: (rules) => setLanes(rules, 'SCTP', 'open') }) },
    f: {
      does: 'TCP 53 is closed: DNS is handled for UDP alone',
      bend: () => ({ rules: (rules) => mapLanes(rules, (lane, place) => (place.protocol === 'TCP' ? withoutDns(lane) : lane)) }),
    },
  },
};

function setLanes(rules: NodeRules, of: Protocol, to: Lane): NodeRules {
  return mapLanes(rules, (lane, place) => (place.protocol === of ? to : lane));
}

/** Each protocol gets what is allowed to any of a list. */
function confused(taken: Readonly<Record<Protocol, readonly Protocol[]>>, does: string): Variant {
  return {
    does,
    bend: () => ({
      rules: (rules) => ({
        ...rules,
        subjects: rules.subjects.map((subject) => ({ ...subject, lanes: lanesBy((direction, own) => union(taken[own].map((other) => subject.lanes[`${direction}-${other}`]))) })),
      }),
    }),
  };
}

function union(lanes: readonly Lane[]): Lane {
  return lanes.includes('open') ? 'open' : lanes.filter((lane) => lane !== 'open').flat();
}

function withoutDns(lane: Lane): Lane {
  return lane === 'open' ? lane : lane.map((allow): Allow => ({ ...allow, ports: (allow.ports === 'any' ? [{ from: 0, to: 65_535 }] : allow.ports).flatMap(around53) })).filter(({ ports }) => ports.length > 0);
}

function around53({ from, to }: PortRange): PortRange[] {
  return [{ from, to: Math.min(to, 52) }, { from: Math.max(from, 54), to }].filter((range) => range.from <= range.to);
}
