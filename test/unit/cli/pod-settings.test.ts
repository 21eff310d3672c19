import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import { nodeWishes, podSettings } from '../../../src/cli/pod-settings.ts';
import type { PodArguments } from '../../../src/cli/pod-settings.ts';
import { NetproofError } from '../../../src/errors.ts';

const nothing: PodArguments = { image: undefined, imagePullPolicy: undefined, imagePullSecret: [], toleration: [], nodeSelector: [], priorityClass: undefined };
const inPod = { NETPROOF_POD_NAMESPACE: 'netproof', NETPROOF_POD_NAME: 'audit-x' };
const asked: unknown[] = [];
const api = { core: { readNamespacedPod: (pod: unknown) => (asked.push(pod), Promise.resolve({ spec: { containers: [{ name: 'c', image: 'r/own:1', imagePullPolicy: 'Always' }] } })) } } as unknown as Connection;
const bare = { imagePullSecrets: [], nodeSelector: {}, tolerations: [] };

describe('podSettings()', () => {
  const cases: readonly [name: string, args: Partial<PodArguments>, env: Record<string, string>, expected: object][] = [
    ['the image that is given', { image: 'i' }, {}, { image: 'i', imagePullPolicy: 'IfNotPresent', ...bare }],
    ['the image that is given, in a pod, too', { image: 'i' }, inPod, { image: 'i', imagePullPolicy: 'IfNotPresent', ...bare }],
    ['the image of the pod that we run in', {}, inPod, { image: 'r/own:1', imagePullPolicy: 'Always', ...bare }],
    ['the pull policy that is given', { imagePullPolicy: 'Never' }, inPod, { image: 'r/own:1', imagePullPolicy: 'Never', ...bare }],
    ['all the rest', { image: 'i', imagePullSecret: ['s'], priorityClass: 'low', toleration: ['*'] }, {}, { image: 'i', imagePullPolicy: 'IfNotPresent', imagePullSecrets: ['s'], priorityClass: 'low', nodeSelector: {}, tolerations: [{}] }],
  ];
  for (const [name, args, env, expected] of cases) it(`has ${name}`, async () => expect(await podSettings({ ...nothing, ...args }, env)(api)).to.deep.equal(expected));

  it('asks for its own pod by name', () => expect(asked).to.deep.include({ namespace: 'netproof', name: 'audit-x' }));
  it('refuses to guess an image outside of a pod', () => expect(() => podSettings(nothing, {})).to.throw(NetproofError, 'give --image').with.property('code', 'ERR_USAGE'));
});

describe('nodeWishes()', () => {
  const tolerations: readonly [text: string, expected: object][] = [
    ['*', {}],
    ['gpu', { key: 'gpu' }],
    ['gpu=a100', { key: 'gpu', value: 'a100' }],
    ['gpu=', { key: 'gpu', value: '' }],
    ['gpu:NoExecute', { key: 'gpu', effect: 'NoExecute' }],
    ['node-role.kubernetes.io/control-plane:NoSchedule', { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
    ['gpu=a100:NoSchedule', { key: 'gpu', value: 'a100', effect: 'NoSchedule' }],
  ];
  for (const [text, expected] of tolerations) it(`reads the toleration ${text}`, () => expect(nodeWishes({ nodeSelector: [], toleration: [text] }).tolerations).to.deep.equal([expected]));
  for (const text of ['', '=a', ':NoSchedule', 'gpu:Sometimes', 'gpu:']) {
    it(`refuses the toleration "${text}"`, () => expect(() => nodeWishes({ nodeSelector: [], toleration: [text] })).to.throw(NetproofError, `Cannot read --toleration "${text}"`).with.property('code', 'ERR_USAGE'));
  }

  it('reads labels of nodes, one by one or several', () => expect(nodeWishes({ nodeSelector: ['a=1,b=', 'c/d=2=3'], toleration: [] }).nodeSelector).to.deep.equal({ a: '1', b: '', 'c/d': '2=3' }));
  for (const text of ['a', '=1', 'a=1,', '']) {
    it(`refuses the labels "${text}"`, () => expect(() => nodeWishes({ nodeSelector: [text], toleration: [] })).to.throw(NetproofError, 'Cannot read --node-selector').with.property('code', 'ERR_USAGE'));
  }
});
