import type { V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { alterations } from '../../../src/cluster/admitted.ts';
import { podManifest } from '../../../src/cluster/pod-manifest.ts';
import { somePods } from '../../support/pod-settings.ts';
import { aPlan } from '../../support/plan.ts';
import { probePlan } from '../../../src/plan/probe-plan.ts';

const [plan] = aPlan().pods;
if (plan === undefined) throw new Error('the plan has no pod');
const asked = podManifest(plan, probePlan(plan, [], { run: 'run1', secret: 's', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 60_000 }), {
  ...somePods, run: 'run1', lease: { name: 'netproof-run1', uid: 'lease-uid' },
});

/** As the API server gives it back: its defaults filled in, then what a webhook did. */
const admitted = (mutate: (pod: Required<Pick<V1Pod, 'metadata' | 'spec'>>) => void): V1Pod => {
  const pod = structuredClone(asked) as Required<Pick<V1Pod, 'metadata' | 'spec'>>;
  Object.assign(pod.metadata, { uid: 'x', labels: Object.fromEntries(Object.entries(pod.metadata.labels ?? {}).toReversed()) });
  Object.assign(pod.spec, { serviceAccountName: 'default', serviceAccount: 'default', dnsPolicy: 'ClusterFirst', tolerations: [{ key: 'node.kubernetes.io/not-ready' }] });
  mutate(pod);
  return pod;
};

const cases: readonly { name: string; mutate: Parameters<typeof admitted>[0]; expected: string[] }[] = [
  { name: 'nothing where the API server filled in its defaults', mutate: () => undefined, expected: [] },
  { name: 'an added label', mutate: ({ metadata }) => void Object.assign(metadata.labels ?? {}, { injected: 'x' }), expected: ['its labels were changed'] },
  { name: 'a removed label', mutate: ({ metadata }) => void delete metadata.labels?.['app'], expected: ['its labels were changed'] },
  { name: 'a changed label', mutate: ({ metadata }) => void Object.assign(metadata.labels ?? {}, { app: 'x' }), expected: ['its labels were changed'] },
  { name: 'a removed owner', mutate: ({ metadata }) => void delete metadata.ownerReferences, expected: ['its owner references were changed'] },
  { name: 'an owner made controller', mutate: ({ metadata }) => metadata.ownerReferences?.forEach((owner) => (owner.controller = true)), expected: ['its owner references were changed'] },
  { name: 'the processes of the host', mutate: ({ spec }) => void (spec.hostPID = true), expected: ['it was given a namespace of the host'] },
  { name: 'a sidecar', mutate: ({ spec }) => void spec.containers.push({ name: 'istio-proxy' }), expected: ['container istio-proxy was injected'] },
  { name: 'init containers', mutate: ({ spec }) => void (spec.initContainers = [{ name: 'a' }, { name: 'b' }]), expected: ['init container a, b was injected'] },
  { name: 'a volume with a token', mutate: ({ spec }) => void (spec.volumes = [{ name: 'kube-api-access' }]), expected: ['volume kube-api-access was injected'] },
  { name: 'a mounted token', mutate: ({ spec }) => void (spec.automountServiceAccountToken = true), expected: ['a service account token was mounted'] },
  { name: 'a token by default', mutate: ({ spec }) => void delete spec.automountServiceAccountToken, expected: ['a service account token was mounted'] },
  { name: 'another service account', mutate: ({ spec }) => void (spec.serviceAccountName = 'robot'), expected: ['its service account was changed to robot'] },
  { name: 'the environment of a Secret', mutate: ({ spec }) => void Object.assign(spec.containers[0] ?? {}, { envFrom: [{ secretRef: { name: 'any' } }] }), expected: ['its environment was changed'] },
  { name: 'more environment', mutate: ({ spec }) => void spec.containers[0]?.env?.push({ name: 'HTTP_PROXY' }), expected: ['its environment was changed'] },
  { name: 'another plan', mutate: ({ spec }) => spec.containers[0]?.env?.slice(0, 1).forEach((variable) => (variable.value = '{}')), expected: ['its plan was changed'] },
  { name: 'another command', mutate: ({ spec }) => spec.containers.forEach((container) => (container.command = ['sh'])), expected: ['its command was changed'] },
  { name: 'lost gates', mutate: ({ spec }) => void delete spec.readinessGates, expected: ['its readiness gates were changed'] },
  { name: 'an added gate', mutate: ({ spec }) => void spec.readinessGates?.push({ conditionType: 'x' }), expected: ['its readiness gates were changed'] },
  { name: 'the host network', mutate: ({ spec }) => void (spec.hostNetwork = true), expected: ['it was put on the host network'] },
];

describe('alterations()', () => {
  for (const { name, mutate, expected } of cases) it(`finds ${name}`, () => expect(alterations(asked, admitted(mutate))).to.deep.equal(expected));
});
