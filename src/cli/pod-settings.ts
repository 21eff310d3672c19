/** What the user says of all pods of a run, and what the pod that we run in says where the user does not. */
import { ownImage } from '../cluster/own-image.ts';
import type { Connection } from '../cluster/connection.ts';
import { NetproofError } from '../errors.ts';
import type { NodeWishes, PodSettings, Toleration } from '../model/pod-settings.ts';
import type { Labels, Named } from '../model/snapshot.ts';

export interface NodeArguments {
  readonly nodeSelector: readonly string[];
  readonly toleration: readonly string[];
}

export interface PodArguments extends NodeArguments {
  readonly image: string | undefined;
  readonly imagePullPolicy: PodSettings['imagePullPolicy'] | undefined;
  readonly imagePullSecret: readonly string[];
  readonly priorityClass: string | undefined;
}

/** The manifests of `manifests/` set them by the downward API. */
const podVariables = { namespace: 'NETPROOF_POD_NAMESPACE', name: 'NETPROOF_POD_NAME' } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @returns settings that may have to be asked for
 * @throws NetproofError ERR_USAGE where no image is known
 */
export const podSettings = (args: PodArguments, env: Environment = process.env): ((api: Connection) => Promise<PodSettings>) => {
  const { image, imagePullPolicy, imagePullSecret, priorityClass } = args;
  const common = { ...nodeWishes(args), imagePullSecrets: imagePullSecret, ...(priorityClass === undefined ? {} : { priorityClass }) };
  if (image !== undefined) return () => Promise.resolve({ image, imagePullPolicy: imagePullPolicy ?? 'IfNotPresent', ...common });
  const pod = ownPod(env);
  if (pod === undefined) throw new NetproofError('ERR_USAGE', 'Cannot tell which image the probe pods are to have: give --image REGISTRY/netproof:TAG');
  return async (api) => {
    const own = await ownImage(api, pod);
    return { image: own.image, imagePullPolicy: imagePullPolicy ?? own.imagePullPolicy, ...common };
  };
};

const ownPod = (env: Environment): Named | undefined => {
  const [namespace, name] = [env[podVariables.namespace], env[podVariables.name]];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
};

/** @throws NetproofError ERR_USAGE */
export const nodeWishes = ({ nodeSelector, toleration }: NodeArguments): NodeWishes => ({ nodeSelector: parseNodeSelector(nodeSelector), tolerations: toleration.map(parseToleration) });

/**
 * `KEY=VALUE:EFFECT`, of which `VALUE` and `EFFECT` may be missing; `*` stands for every taint.
 *
 * @throws NetproofError ERR_USAGE
 */
const parseToleration = (text: string): Toleration => {
  if (text === '*') return {};
  const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?(?::(.*))?$/.exec(text) ?? [];
  if (key === undefined) throw new NetproofError('ERR_USAGE', `Cannot read --toleration "${text}": KEY, KEY=VALUE, KEY:EFFECT, KEY=VALUE:EFFECT, or *`);
  if (effect !== undefined && effect !== 'NoSchedule' && effect !== 'NoExecute') throw new NetproofError('ERR_USAGE', `Cannot read --toleration "${text}": the effect is NoSchedule or NoExecute`);
  return { key, ...(value === undefined ? {} : { value }), ...(effect === undefined ? {} : { effect }) };
};

/** @throws NetproofError ERR_USAGE */
const parseNodeSelector = (texts: readonly string[]): Labels =>
  Object.fromEntries(
    texts.flatMap((text) => text.split(',')).map((text) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
      if (key === undefined || value === undefined) throw new NetproofError('ERR_USAGE', `Cannot read --node-selector "${text}": KEY=VALUE, several separated by commas`);
      return [key, value];
    }),
  );
