import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyObjects } from '../../support/namespace.ts';
import { observe, type Observed, type World } from '../world/world.ts';
import type { Place, Round, Shape } from './shape.ts';

const firstLookMs = 800;
const most = 10;

/** Puts a round's policies in force and looks, until it has seen the same twice in a row. */
export const play = async (world: World, round: Round): Promise<Observed> => {
  const { kubectl } = world.stage;
  await applyObjects(kubectl, round.shapes.flatMap((shape, index) => policiesOf(world, shape, index)));
  try {
    await sleep(firstLookMs);
    return await settled(world, round);
  } finally {
    await Promise.all(world.namespaces.map((namespace) => kubectl(['delete', 'networkpolicy', '--all', '-n', namespace])));
  }
};

const settled = async (world: World, { name }: Round): Promise<Observed> => {
  let last = await observe(world);
  for (let look = 1; look < most; look += 1) {
    const next = await observe(world);
    if (isDeepStrictEqual(next, last)) return next;
    last = next;
  }
  throw new Error(`Cannot tell what "${name}" does: it looked different each of ${most} times`);
};

const policiesOf = (world: World, { at, specs }: Shape, index: number): object[] => {
  const [letter, pod] = at.split('/');
  const namespace = namespaceOf(world, letter);
  const podSelector = pod === '*' ? {} : { matchLabels: { pod } };
  return specs(placeOf(world)).map((spec, number) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `shape-${index}-${number}`, namespace }, spec: { podSelector, ...spec } }));
};

const placeOf = (world: World): Place => ({
  address: (key, family) => {
    const [letter, name] = key.split('/');
    const pod = world.pods.find((candidate) => candidate.key === `${namespaceOf(world, letter)}/${name}`);
    const address = pod?.addresses.find((candidate) => candidate.includes(':') === (family === 6));
    if (address === undefined) throw new Error(`There is no IPv${family} address of ${key}`);
    return address;
  },
});

const namespaceOf = ({ namespaces }: World, letter: string | undefined): string => {
  const namespace = namespaces.find((name) => name.endsWith(`-${letter}`));
  if (namespace === undefined) throw new Error(`There is no namespace "${letter}" in the world`);
  return namespace;
};
