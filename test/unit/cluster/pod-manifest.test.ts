import type { V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { ownerReference, podManifest } from '../../../src/cluster/pod-manifest.ts';
import type { ProbePlan } from '../../../probes/contract.ts';
import type { PodPlan } from '../../../src/model/plan.ts';
import type { PodSettings } from '../../../src/model/pod-settings.ts';
import { probePlan } from '../../../src/plan/probe-plan.ts';
import { somePods } from '../../support/pod-settings.ts';

const pod: PodPlan = { namespace: 'default', name: 'np-x-y', role: 'source', serves: ['web'], labels: { app: 'web' }, node: 'node-1', listen: [], gated: true };
const make = (fields: Partial<PodPlan> = {}, lease: { name: string; uid: string } | undefined = { name: 'netproof-run1', uid: 'u' }, probeFields: Partial<ProbePlan> = {}, settings: Partial<PodSettings> = {}): V1Pod => {
  const plan = { ...pod, ...fields };
  const probe = probePlan(plan, [], { run: 'run1', secret: 's', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 61_500 });
  return podManifest(plan, { ...probe, ...probeFields }, { ...somePods, ...settings, run: 'run1', ...(lease ? { lease } : {}) });
};
const listen = (port: number): Partial<PodPlan> => ({ listen: [{ protocol: 'tcp', port }] });

const cases: readonly { name: string; pick: (made: V1Pod) => unknown; fields?: Partial<PodPlan>; expected: unknown }[] = [
  { name: 'wears the labels asked for and ours', pick: ({ metadata }) => metadata?.labels, expected: { app: 'web', 'netproof.dev/probe': 'true' } },
  { name: 'names its run where no selector looks', pick: ({ metadata }) => metadata?.annotations?.['netproof.dev/run'], expected: 'run1' },
  { name: 'opts out of meshes by annotation', pick: ({ metadata }) => [metadata?.annotations?.['sidecar.istio.io/inject'], metadata?.annotations?.['linkerd.io/inject']], expected: ['false', 'disabled'] },
  { name: 'hangs on the Lease by a plain owner reference', pick: ({ metadata }) => metadata?.ownerReferences, expected: [{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'netproof-run1', uid: 'u' }] },
  { name: 'says controller only where one would adopt it', pick: ({ metadata }) => metadata?.ownerReferences?.map(({ controller }) => controller), fields: { adoptableBy: 'ReplicaSet web' }, expected: [true] },
  { name: 'is never ready where it wears foreign labels', pick: ({ spec }) => spec?.readinessGates, expected: [{ conditionType: 'netproof.dev/never-ready' }] },
  { name: 'may be ready where it does not', pick: ({ spec }) => spec?.readinessGates, fields: { gated: false }, expected: undefined },
  { name: 'goes to its node by affinity', pick: ({ spec }) => [spec?.nodeName, spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms], expected: [undefined, [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }]] },
  { name: 'has no token, no service links, no second life', pick: ({ spec }) => [spec?.automountServiceAccountToken, spec?.enableServiceLinks, spec?.restartPolicy, spec?.serviceAccountName], expected: [false, false, 'Never', undefined] },
  { name: 'ends by itself', pick: ({ spec }) => spec?.activeDeadlineSeconds, expected: 92 },
  { name: 'is clean by Pod Security "restricted"', pick: ({ spec }) => [spec?.securityContext?.runAsNonRoot, spec?.securityContext?.seccompProfile, spec?.containers[0]?.securityContext], expected: [true, { type: 'RuntimeDefault' }, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }] },
  { name: 'has requests and limits', pick: ({ spec }) => Object.keys(spec?.containers[0]?.resources ?? {}), expected: ['requests', 'limits'] },
  { name: 'is probed by the kubelet on its control port', pick: ({ spec }) => spec?.containers[0]?.readinessProbe?.tcpSocket?.port, expected: 17007 },
  { name: 'needs no sysctl without a low port', pick: ({ spec }) => spec?.securityContext?.sysctls, fields: listen(1024), expected: undefined },
  { name: 'asks for low ports by the safe sysctl', pick: ({ spec }) => spec?.securityContext?.sysctls, fields: listen(1023), expected: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
  { name: 'is told its plan first', pick: ({ spec }) => spec?.containers[0]?.env?.map(({ name }) => name), expected: ['NETPROOF_PLAN', 'NETPROOF_POD_IPS'] },
];

const ordered: readonly { readonly name: string; readonly pick: (made: V1Pod) => unknown; readonly expected: unknown }[] = [
  { name: 'reads its orders from its own annotation, as a file', pick: ({ spec }) => spec?.volumes, expected: [{ name: 'orders', downwardAPI: { items: [{ path: 'orders', fieldRef: { fieldPath: "metadata.annotations['netproof.dev/orders']" } }] } }] },
  { name: 'cannot write them', pick: ({ spec }) => spec?.containers[0]?.volumeMounts, expected: [{ name: 'orders', mountPath: '/netproof-orders', readOnly: true }] },
  { name: 'is not probed by the kubelet', pick: ({ spec }) => spec?.containers[0]?.readinessProbe, expected: undefined },
  { name: 'has no orders at first', pick: ({ metadata }) => Object.keys(metadata?.annotations ?? {}).includes('netproof.dev/orders'), expected: false },
  { name: 'has no token either', pick: ({ spec }) => spec?.automountServiceAccountToken, expected: false },
];

describe('podManifest()', () => {
  for (const { name, pick, expected } of ordered) it(`of a probe that takes orders ${name}`, () => expect(pick(make({}, undefined, { takesOrders: true }))).to.deep.equal(expected));

  it('has no volume where no orders are taken', () => expect([make().spec?.volumes, make().spec?.containers[0]?.volumeMounts]).to.deep.equal([undefined, undefined]));

  for (const { name, pick, fields, expected } of cases) it(name, () => expect(pick(make(fields))).to.deep.equal(expected));

  const settled: readonly { readonly name: string; readonly settings: Partial<PodSettings>; readonly pick: (made: V1Pod) => unknown; readonly expected: unknown }[] = [
    { name: 'image and pull policy', settings: { image: 'r/i:1', imagePullPolicy: 'Always' }, pick: ({ spec }) => [spec?.containers[0]?.image, spec?.containers[0]?.imagePullPolicy], expected: ['r/i:1', 'Always'] },
    { name: 'pull secrets', settings: { imagePullSecrets: ['a', 'b'] }, pick: ({ spec }) => spec?.imagePullSecrets, expected: [{ name: 'a' }, { name: 'b' }] },
    { name: 'no pull secrets', settings: {}, pick: ({ spec }) => spec?.imagePullSecrets, expected: undefined },
    { name: 'a priority class', settings: { priorityClass: 'low' }, pick: ({ spec }) => spec?.priorityClassName, expected: 'low' },
    { name: 'a toleration of every taint', settings: { tolerations: [{}] }, pick: ({ spec }) => spec?.tolerations, expected: [{ operator: 'Exists' }] },
    { name: 'a toleration of a key', settings: { tolerations: [{ key: 'gpu' }] }, pick: ({ spec }) => spec?.tolerations, expected: [{ key: 'gpu', operator: 'Exists' }] },
    { name: 'a toleration of one value and effect', settings: { tolerations: [{ key: 'gpu', value: '', effect: 'NoExecute' }] }, pick: ({ spec }) => spec?.tolerations, expected: [{ key: 'gpu', operator: 'Equal', value: '', effect: 'NoExecute' }] },
    { name: 'no tolerations', settings: {}, pick: ({ spec }) => spec?.tolerations, expected: undefined },
  ];
  for (const { name, settings, pick, expected } of settled) it(`has ${name} as the run says`, () => expect(pick(make({}, undefined, {}, settings))).to.deep.equal(expected));

  it('has no owner while there is no Lease', () => {
    const probe = probePlan(pod, [], { run: 'run1', secret: 's', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 1 });
    expect(podManifest(pod, probe, { ...somePods, run: 'run1' }).metadata?.ownerReferences).to.deep.equal([]);
  });
});

describe('ownerReference()', () => {
  it('never blocks the deletion of its owner', () => expect(ownerReference({ name: 'l', uid: 'u' }, true)).not.to.have.property('blockOwnerDeletion'));
});
