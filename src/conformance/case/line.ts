/** A line of an expected matrix: `SOURCE -> TARGET [TCP|UDP[/PORT]] [IPv4|IPv6] [by Service]`. */
import type { Way } from '../world/ways.ts';
import { isPodKey, namespaceOf, namespaces } from '../world/world.ts';
import type { NamespaceKey, PodKey } from '../world/world.ts';

/** All pods, those of a namespace, or one. */
export type End = '*' | `${NamespaceKey}/*` | PodKey;

export interface Line extends Partial<Pick<Way, 'transport' | 'port' | 'family' | 'path'>> {
  readonly from: End;
  readonly to: End;
}

const shape = /^(?<from>\S+) -> (?<to>\S+)(?: (?<transport>TCP|UDP)(?:\/(?<port>\d+))?)?(?: IPv(?<family>[46]))?(?<service> by Service)?$/;

/** @returns the line, or what is wrong with it */
export const parseLine = (text: string): Line | string => {
  const { from, to, transport, port, family, service } = shape.exec(text)?.groups ?? {};
  if (from === undefined || to === undefined) return `must be "SOURCE -> TARGET", with TCP or UDP, a port, IPv4 or IPv6, and "by Service" after it where they matter`;
  if (!isEnd(from)) return `"${from}" is no pod of the world, no namespace/* and not *`;
  if (!isEnd(to)) return `"${to}" is no pod of the world, no namespace/* and not *`;
  return {
    from,
    to,
    ...(transport === 'TCP' || transport === 'UDP' ? { transport } : {}),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(family === undefined ? {} : { family: family === '4' ? 4 : 6 }),
    ...(service === undefined ? {} : { path: 'cluster-ip' }),
  };
};

export const isMeant = (line: Line, way: Way): boolean =>
  isEndOf(line.from, way.from) &&
  isEndOf(line.to, way.to) &&
  (line.transport ?? way.transport) === way.transport &&
  (line.port ?? way.port) === way.port &&
  (line.family ?? way.family) === way.family &&
  (line.path ?? way.path) === way.path;

const isEndOf = (end: End, pod: PodKey): boolean => end === '*' || end === pod || end === `${namespaceOf(pod)}/*`;

const isEnd = (text: string): text is End => text === '*' || isPodKey(text) || namespaces.some((namespace) => text === `${namespace}/*`);
