/** A planned pod as the API server wants it: a guest that takes no traffic, has no rights and leaves by itself. */
import type { V1OwnerReference, V1Pod } from '@kubernetes/client-node';
import { ordersFile, planVariable, podIpsVariable } from '../../probes/contract.ts';
import type { ProbePlan } from '../../probes/contract.ts';
import type { PodPlan } from '../model/plan.ts';
import type { PodSettings } from '../model/pod-settings.ts';
import { wornBy } from '../model/marks.ts';
import { containerName, runAnnotation } from './identity.ts';

export interface PodOptions extends PodSettings {
  readonly run: string;
  /** The run's Lease in the pod's namespace; there is none yet while we only ask whether the pod would be let in. */
  readonly lease?: { readonly name: string; readonly uid: string };
}

/** The numeric user of the image: what `restricted` and some admission policies want to see spelt out. */
const user = 65532;

/** A condition that nobody ever sets, so that a guest with foreign labels never becomes a ready endpoint. */
export const neverReady = 'netproof.dev/never-ready';

export const podManifest = (pod: PodPlan, plan: ProbePlan, options: PodOptions): V1Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: pod.name,
    namespace: pod.namespace,
    labels: { ...wornBy(pod) },
    annotations: {
      [runAnnotation]: options.run,
      'netproof.dev/role': pod.role,
      // An injected proxy would answer in the target's place.
      'sidecar.istio.io/inject': 'false',
      'linkerd.io/inject': 'disabled',
    },
    ownerReferences: options.lease ? [ownerReference(options.lease, pod.adoptableBy !== undefined)] : [],
  },
  spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // A probe ends at once; on a node that is too busy for that it still writes its end record.
    terminationGracePeriodSeconds: 10,
    activeDeadlineSeconds: Math.ceil(plan.lifeMs / 1000) + 30,
    ...(pod.gated ? { readinessGates: [{ conditionType: neverReady }] } : {}),
    ...(options.imagePullSecrets.length === 0 ? {} : { imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) }),
    ...(options.tolerations.length === 0 ? {} : { tolerations: options.tolerations.map(({ key, value, effect }) => ({ ...(key === undefined ? {} : { key }), operator: value === undefined ? 'Exists' : 'Equal', ...(value === undefined ? {} : { value }), ...(effect === undefined ? {} : { effect }) })) }),
    ...(options.priorityClass === undefined ? {} : { priorityClassName: options.priorityClass }),
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [pod.node] }] }],
        },
      },
    },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
      // A safe sysctl, allowed by Pod Security "restricted": low ports without root.
      ...(pod.listen.some(({ port }) => port < 1024) ? { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } : {}),
    },
    containers: [
      {
        name: containerName,
        image: options.image,
        // What a program said before it failed: the only way to know why an image is not ours.
        terminationMessagePolicy: 'FallbackToLogsOnError',
        imagePullPolicy: options.imagePullPolicy,
        ...(pod.ports === undefined ? {} : { ports: pod.ports.map(({ name, protocol, port }) => ({ name, protocol, containerPort: port })) }),
        // Small heaps: a probe keeps nothing, and many of them share a node.
        args: ['--max-semi-space-size=1', '--max-old-space-size=64', '/netproof/probe.cjs'],
        env: [
          { name: planVariable, value: JSON.stringify(plan) },
          { name: podIpsVariable, valueFrom: { fieldRef: { fieldPath: 'status.podIPs' } } },
        ],
        resources: { requests: { cpu: '10m', memory: '48Mi' }, limits: { cpu: '1', memory: '160Mi' } },
        ...(plan.takesOrders ? { volumeMounts: [{ name: ordersVolume, mountPath: ordersFile.directory, readOnly: true }] } : {}),
        // Its knocks bear witness for a verdict that rests on one look; whoever gives orders looks again and again.
        ...(plan.takesOrders ? {} : { readinessProbe: { tcpSocket: { port: plan.controlPort }, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 3 } }),
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      },
    ],
    ...(plan.takesOrders ? { volumes: [{ name: ordersVolume, downwardAPI: { items: [{ path: ordersFile.name, fieldRef: { fieldPath: `metadata.annotations['${ordersFile.annotation}']` } }] } }] } : {}),
  },
});

const ordersVolume = 'orders';

/**
 * The Lease owns every object of the run, so that the garbage collector removes what a dead run left.
 *
 * @param asController only where a controller would adopt the pod otherwise: a controller without scale freezes every
 * percentage PodDisruptionBudget that matches
 */
export const ownerReference = (lease: { readonly name: string; readonly uid: string }, asController: boolean): V1OwnerReference => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  name: lease.name,
  uid: lease.uid,
  ...(asController ? { controller: true } : {}),
});
