/** Pods, and what pods are made from: of each the labels, the ports and who it is. */
import { z } from 'zod';
import type { ContainerPort, Labels, Named } from '../model/snapshot.ts';
import type { Origin } from '../model/verdict.ts';
import { labels, listOf, metadata, nameOf, optional, orEmpty, portName, portNumber, protocol } from './fields.ts';
import { originOf, readAs } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { andThen } from './reading.ts';
import type { Reading } from './reading.ts';

/** A pod, or all that come of one template. Labels that controllers add to the template's own are not known. */
export interface Workload extends Named {
  readonly kind: string;
  readonly origin: Origin;
  readonly labels: Labels;
  /** Of all containers: init containers and sidecars, too. */
  readonly ports: readonly ContainerPort[];
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
}

const container = z.object({ ports: listOf(z.object({ name: optional(portName), containerPort: portNumber, protocol })) });

const podSpec = z.object({
  containers: listOf(container),
  initContainers: listOf(container),
  serviceAccountName: optional(z.string()),
  /** What it was called in earlier times. */
  serviceAccount: optional(z.string()),
  hostNetwork: optional(z.boolean()),
});

const template = z.object({ metadata: orEmpty(z.object({ labels: orEmpty(labels) })), spec: podSpec });

interface Templated {
  readonly metadata: z.infer<typeof metadata>;
  readonly template: z.infer<typeof template>;
  /** A pod that has run to its end. */
  readonly finished?: boolean;
}

const pod = z
  .object({ metadata, spec: podSpec, status: optional(z.object({ phase: optional(z.string()) })) })
  .transform((whole) => ({ metadata: whole.metadata, template: whole, finished: ['Succeeded', 'Failed'].includes(whole.status?.phase ?? '') }));
const templated = z.object({ metadata, spec: z.object({ template }) }).transform(({ metadata: own, spec }) => ({ metadata: own, template: spec.template }));
const scheduled = z
  .object({ metadata, spec: z.object({ jobTemplate: z.object({ spec: z.object({ template }) }) }) })
  .transform(({ metadata: own, spec }) => ({ metadata: own, template: spec.jobTemplate.spec.template }));

/** By `kind.group`, in whatever version: the template stands at the same place in all of them. */
const schemas: ReadonlyMap<string, z.ZodType<Templated>> = new Map<string, z.ZodType<Templated>>([
  ['Pod.', pod],
  ['ReplicationController.', templated],
  ...['Deployment.apps', 'Deployment.extensions', 'ReplicaSet.apps', 'ReplicaSet.extensions', 'DaemonSet.apps', 'DaemonSet.extensions', 'StatefulSet.apps', 'Job.batch'].map((kind) => [kind, templated] as const),
  ['CronJob.batch', scheduled],
]);

const schemaOf = ({ group, kind }: ManifestObject): z.ZodType<Templated> | undefined => schemas.get(`${kind}.${group}`);

export const isWorkload = (object: ManifestObject): boolean => schemaOf(object) !== undefined;

/**
 * @param namespace of an object that names none
 * @returns none of another kind, and none of a pod that has finished
 */
export const readWorkloads = (object: ManifestObject, namespace: string): Reading<Workload[]> => {
  const schema = schemaOf(object);
  if (schema === undefined) return { value: [] };
  return andThen(readAs(schema, object), ({ metadata: own, template: { metadata: worn, spec }, finished = false }) => {
    const { containers, initContainers, serviceAccountName, serviceAccount, hostNetwork = false } = spec;
    const workload: Workload = {
      kind: object.kind,
      namespace: own.namespace ?? namespace,
      name: nameOf(own),
      origin: originOf(object),
      labels: worn.labels,
      ports: [...containers, ...initContainers].flatMap(({ ports }) => ports.map(({ name = '', containerPort, protocol: by }) => ({ name, protocol: by, port: containerPort }))),
      serviceAccount: serviceAccountName || serviceAccount || 'default',
      hostNetwork,
    };
    return { value: finished ? [] : [workload] };
  });
};
