/** What is said in values arrives where it is meant, and what makes no sense is refused with its place. */
import { expect } from 'chai';
import { notesOf, refusal, render } from './chart.ts';
import { ofKind, podsIn, policiesIn } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { requireProgram } from './programs.ts';
import type { Program } from './programs.ts';

const refusals: readonly { name: string; values: object; expected: string }[] = [
  { name: 'a value that there is not', values: { canray: {} }, expected: "- at '': additional properties 'canray' not allowed" },
  { name: 'a schedule that is a number', values: { canary: { schedule: 5 } }, expected: "- at '/canary/schedule': got number, want string" },
  { name: 'a schedule of four fields', values: { canary: { schedule: '7 * * *' } }, expected: "- at '/canary/schedule': '7 * * *' does not match pattern '^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|[^ ]+( [^ ]+){4})$'" },
  { name: 'a smoke test of nothing', values: { smoke: { enabled: true } }, expected: "- at '/smoke': missing property 'matrix'\n- at '/smoke/namespaces': minItems: got 0, want 1" },
  { name: 'an empty matrix', values: { smoke: { enabled: true, matrix: '', namespaces: ['shop'] } }, expected: "- at '/smoke/matrix': minLength: got 0, want 1" },
  { name: 'a matrix that is none', values: { smoke: { enabled: true, matrix: { kind: 'ConfigMap' }, namespaces: ['shop'] } }, expected: "- at '/smoke/matrix': validation failed\n  - at '/smoke/matrix': missing properties 'apiVersion', 'sources', 'targets', 'expect'\n  - at '/smoke/matrix/kind': value must be 'ExpectedMatrix'" },
  { name: 'an audit of nobody', values: { audit: { enabled: true } }, expected: "- at '/audit/namespaces': minItems: got 0, want 1" },
  { name: 'a namespace that none can have', values: { audit: { namespaces: ['Shop'] } }, expected: "- at '/audit/namespaces/0': 'Shop' does not match pattern '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$'" },
  { name: 'a namespace that is there and has no name', values: { controlNamespace: { create: false } }, expected: "- at '/controlNamespace/name': minLength: got 0, want 1" },
  { name: 'an account that is there and has no name', values: { serviceAccount: { create: false } }, expected: "- at '/serviceAccount/name': minLength: got 0, want 1" },
  { name: 'a tag that is a number', values: { image: { tag: 1.5 } }, expected: "- at '/image/tag': got number, want string" },
  { name: 'half a digest', values: { image: { digest: 'sha256:1' } }, expected: "- at '/image/digest': 'sha256:1' does not match pattern '^(sha256:[0-9a-f]{64})?$'" },
  { name: 'a policy of pulling that there is not', values: { image: { pullPolicy: 'Sometimes' } }, expected: "- at '/image/pullPolicy': value must be one of '', 'Always', 'IfNotPresent', 'Never'" },
  { name: 'a pull secret as in a pod', values: { image: { pullSecrets: [{ name: 'mirror' }] } }, expected: "- at '/image/pullSecrets/0': got object, want string" },
  { name: 'a toleration that no flag can say', values: { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] }, expected: "- at '/tolerations/0': properties 'key' required, if 'effect' exists" },
  { name: 'a toleration of what keeps no pod away', values: { probes: { tolerations: [{ key: 'a', operator: 'Exists', effect: 'PreferNoSchedule' }] } }, expected: "- at '/probes/tolerations/0/effect': value must be one of 'NoSchedule', 'NoExecute'" },
  { name: 'a toleration without a value to be equal to', values: { tolerations: [{ key: 'a' }] }, expected: "- at '/tolerations/0': missing property 'value'" },
  { name: 'a flag and its value, as a shell would part them', values: { extraArgs: ['-o json'] }, expected: "- at '/extraArgs/0': 'not' failed" },
  { name: 'the same for one of them', values: { audit: { extraArgs: ['--max-cells=5', '-l app=web'] } }, expected: "- at '/audit/extraArgs/1': 'not' failed" },
  { name: 'an address without its range', values: { networkPolicy: { apiServerCidrs: ['192.0.2.10'] } }, expected: "- at '/networkPolicy/apiServerCidrs/0': '192.0.2.10' does not match pattern '^[0-9a-fA-F.:]+/[0-9]{1,3}$'" },
  { name: 'a publication that there is not', values: { publish: ['slack'] }, expected: "- at '/publish/0': value must be one of 'openreports', 'policyreports', 'events'" },
  { name: "a label that is the chart's own", values: { labels: { 'app.kubernetes.io/instance': 'x' } }, expected: "- at '/labels/app.kubernetes.io~1instance': false schema" },
];

const flagsOf = (objects: readonly ManifestObject[]): string[] => podsIn(objects)[0]?.containers[0]?.args?.filter((arg) => /^--(image|node|tol|prio)/.test(arg)) ?? [];

describe('values of the chart', function () {
  this.timeout(60_000);
  let helm: Program;
  before(async function () {
    helm = await requireProgram(this, 'helm');
  });

  for (const { name, values, expected } of refusals) it(`refuse ${name}`, async () => expect(await refusal(helm, { values })).to.equal(expected));

  it('need an image, since none is published', async () =>
    expect(await refusal(helm, { values: { image: { repository: '' } } })).to.include('image.repository: no image is published yet; build it and give --set image.repository=REGISTRY/netproof'));

  it('say of nodes once what holds for the pod that runs netproof and for the probes', async () => {
    const objects = await render(helm, { fixture: 'passed-on' });
    expect(flagsOf(objects)).to.deep.equal(['--node-selector=pool=tools', '--toleration=dedicated', '--priority-class=low']);
    for (const pod of podsIn(objects)) expect(pod).to.deep.include({ nodeSelector: { pool: 'tools', 'kubernetes.io/os': 'linux' }, tolerations: [{ key: 'dedicated', operator: 'Exists' }], priorityClassName: 'low' });
    expect(await notesOf(helm, { fixture: 'passed-on' })).to.include('Only nodes with the labels of nodeSelector are asked');
  });

  it('may say otherwise of the probes', async () => {
    const objects = await render(helm, { fixture: 'everything' });
    expect(flagsOf(objects)).to.deep.equal(['--image-pull-secret=mirror', '--image-pull-secret=other', '--node-selector=kubernetes.io/os=linux', '--node-selector=pool=workers', '--toleration=*', '--toleration=gpu:NoExecute', '--priority-class=lower']);
    for (const pod of podsIn(objects)) expect(pod).to.deep.include({ nodeSelector: { pool: 'tools', 'kubernetes.io/os': 'linux' }, tolerations: [{ key: 'dedicated', value: 'tools', effect: 'NoSchedule' }], priorityClassName: 'low' });
  });

  it('may let the probes be anywhere, though the pod that runs netproof is not', async () => {
    const objects = await render(helm, { fixture: 'passed-on', values: { probes: { nodeSelector: {}, tolerations: [], priorityClassName: '' } } });
    expect(flagsOf(objects)).to.deep.equal([]);
    expect(podsIn(objects)[0]?.nodeSelector).to.deep.equal({ pool: 'tools', 'kubernetes.io/os': 'linux' });
    expect(await notesOf(helm, { fixture: 'passed-on', values: { probes: { nodeSelector: {} } } })).to.not.include('Only nodes');
  });

  it('reach every pod: account, digest, pulling, secrets, resources', async () => {
    const objects = await render(helm, { fixture: 'everything' });
    expect(podsIn(objects)).to.have.length(4);
    for (const { serviceAccountName, imagePullSecrets, containers: [container] } of podsIn(objects)) {
      expect(serviceAccountName).to.equal('prover');
      expect(imagePullSecrets).to.deep.equal([{ name: 'mirror' }, { name: 'other' }]);
      expect(container?.image).to.equal('mirror.example.com/tools/netproof@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef');
      expect(container?.imagePullPolicy).to.equal('Always');
      expect(container?.resources).to.deep.equal({ requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } });
      expect(container?.args).to.include.members(['--strict', '--control-namespace=netproof-controls-of-ours']);
    }
    expect(ofKind<ManifestObject>(objects, 'ServiceAccount')).to.deep.equal([]);
    expect(ofKind<ManifestObject>(objects, 'Namespace').map(({ metadata }) => metadata.name)).to.deep.equal(['netproof-canary-of-ours']);
    for (const { kind, metadata } of objects) expect(metadata.labels, kind).to.include({ team: 'platform' });
  });

  const policyOf = async (networkPolicy: object): Promise<unknown[]> => policiesIn(await render(helm, { values: { networkPolicy } }));
  it('let it talk on the ports of the API server alone, to anybody or to given addresses', async () => {
    const common = { podSelector: undefined, policyTypes: ['Ingress', 'Egress'] };
    expect(await policyOf({})).to.deep.equal([{ ...common, egress: [{ ports: [{ protocol: 'TCP', port: 443 }, { protocol: 'TCP', port: 6443 }] }] }]);
    const to = ['192.0.2.10/32', '2001:db8::10/128'];
    expect(await policyOf({ apiServerPorts: [6443], apiServerCidrs: to })).to.deep.equal([{ ...common, egress: [{ ports: [{ protocol: 'TCP', port: 6443 }], to: to.map((cidr) => ({ ipBlock: { cidr } })) }] }]);
    expect(await policyOf({ enabled: false })).to.deep.equal([]);
  });

  it('are told where secrets must be', async () =>
    expect(await notesOf(helm, { fixture: 'everything' })).to.include('Secrets mirror, other must be in every namespace with pods of netproof: netproof netproof-controls-of-ours netproof-canary-of-ours shop bank.'));
});
