/** What is dialled in the world, all the time: few ways where nothing happens, every way where policies are put. */
import type { Family } from '../../../probes/contract.ts';
import type { Transport } from '../../model/cell.ts';
import type { PodKey } from './world.ts';
import { podKeys, service, subject } from './world.ts';

/** One pod's way to another, as a case speaks of it. */
export interface Way {
  readonly from: PodKey;
  readonly to: PodKey;
  readonly transport: Transport;
  /** On the target pod, also where a Service with another port leads there. */
  readonly port: number;
  readonly path: 'pod-ip' | 'cluster-ip';
  readonly family: Family;
}

/** Who dials the Service before the subject: one of each namespace. */
const clients: readonly PodKey[] = ['x/b', 'y/a', 'z/c'];

/** Between pods that few cases select: each dials once and is dialled once, in its namespace or across. */
const bystanders: readonly (readonly [PodKey, PodKey])[] = [
  ['x/b', 'x/c'],
  ['x/c', 'y/b'],
  ['y/a', 'x/b'],
  ['y/b', 'y/a'],
  ['y/c', 'z/a'],
  ['z/a', 'y/c'],
  ['z/b', 'x/c'],
  ['z/c', 'z/b'],
];

/** Where a case is about ports or protocols, every way there is; else one by each protocol, each in another family. */
export const rosters = ['plain', 'full'] as const;
export type Roster = (typeof rosters)[number];

type Variant = Pick<Way, 'transport' | 'port' | 'family'>;

const variants: Readonly<Record<Roster, readonly Variant[]>> = {
  plain: [
    { transport: 'TCP', port: 8080, family: 4 },
    { transport: 'UDP', port: 8080, family: 6 },
  ],
  full: [
    { transport: 'TCP', port: 8080, family: 4 },
    { transport: 'TCP', port: 8081, family: 4 },
    { transport: 'UDP', port: 8080, family: 4 },
    { transport: 'TCP', port: 8080, family: 6 },
    { transport: 'UDP', port: 8080, family: 6 },
  ],
};

/** In each family that the cluster has; the subject reaches its other instance, too. */
export const waysOf = (families: readonly Family[], roster: Roster): Way[] => {
  const others = podKeys.filter((key) => key !== subject);
  const pairs = [...others.flatMap((other) => [[other, subject], [subject, other]] as const), [subject, subject] as const, ...bystanders];
  const direct = pairs.flatMap(([from, to]) => withFamilies(variants[roster], families).map((variant): Way => ({ from, to, ...variant, path: 'pod-ip' })));
  const served = clients.map((from): Way => ({ from, to: subject, transport: 'TCP', port: service.targetPort, path: 'cluster-ip', family: families[0] ?? 4 }));
  return [...direct, ...served];
};

/** Where there is one family alone, the ways of the other take it. */
const withFamilies = (all: readonly Variant[], families: readonly Family[]): Variant[] => {
  const [only] = families;
  const moved = families.length > 1 || only === undefined ? all : all.map((variant) => ({ ...variant, family: only }));
  return moved.filter((one, index) => moved.findIndex((other) => other.transport === one.transport && other.port === one.port && other.family === one.family) === index);
};
