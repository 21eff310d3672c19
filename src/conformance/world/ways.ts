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

/** Between pods that few cases select, in their namespace or across. */
const bystanders: readonly (readonly [PodKey, PodKey])[] = [
  ['x/b', 'x/c'],
  ['x/c', 'y/b'],
  ['y/a', 'x/b'],
  ['y/b', 'z/a'],
  ['z/b', 'x/c'],
  ['y/c', 'z/b'],
];

/**
 * What a case needs. `plain`: a way by each protocol, each in another family; `full`, where a case is about ports, protocols
 * or families: every way there is. And in which directions of the subject policies speak.
 */
export type Roster = `${'plain' | 'full'} ${'in' | 'out' | 'both'}`;

type Variant = Pick<Way, 'transport' | 'port' | 'family'>;

const everyday: Variant = { transport: 'TCP', port: 8080, family: 4 };
const alternate: Variant = { transport: 'UDP', port: 8080, family: 6 };
const every: readonly Variant[] = [everyday, { ...everyday, port: 8081 }, { ...alternate, family: 4 }, { ...everyday, family: 6 }, alternate];

/** Of the direction of which no policy speaks, some ways must stay open all the same. */
const witnesses: readonly PodKey[] = ['y/b', 'z/c'];

const asClients = (pods: readonly PodKey[]) => pods.map((one) => [one, subject] as const);
const asServers = (pods: readonly PodKey[]) => pods.map((one) => [subject, one] as const);

/** In each family that the cluster has; the subject reaches its other instance, too. */
export const waysOf = (families: readonly Family[], roster: Roster): Way[] => {
  const isFull = roster.startsWith('full');
  const others = podKeys.filter((key) => key !== subject);
  const pairs = [...(roster.endsWith('out') ? [] : asClients(others)), ...(roster.endsWith('in') ? [] : asServers(others)), [subject, subject] as const];
  const quiet = roster.endsWith('out') ? asClients(witnesses) : roster.endsWith('in') ? asServers(witnesses) : [];
  const direct = (among: readonly (readonly [PodKey, PodKey])[], variants: readonly Variant[]): Way[] =>
    among.flatMap(([from, to]) => withFamilies(variants, families).map((variant): Way => ({ from, to, ...variant, path: 'pod-ip' })));
  const served = clients.map((from): Way => ({ from, to: subject, transport: 'TCP', port: service.targetPort, path: 'cluster-ip', family: families[0] ?? 4 }));
  return [...direct(pairs, isFull ? every : [everyday, alternate]), ...direct(quiet, [everyday, alternate]), ...direct(bystanders, [everyday]), ...served];
};

/** Where there is one family alone, the ways of the other take it. */
const withFamilies = (all: readonly Variant[], families: readonly Family[]): Variant[] => {
  const [only] = families;
  const moved = families.length > 1 || only === undefined ? all : all.map((variant) => ({ ...variant, family: only }));
  return moved.filter((one, index) => moved.findIndex((other) => other.transport === one.transport && other.port === one.port && other.family === one.family) === index);
};
