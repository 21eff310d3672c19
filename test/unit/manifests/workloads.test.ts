import { expect } from 'chai';
import { readManifests } from '../../../src/manifests/world.ts';
import type { Workload } from '../../../src/manifests/workloads.ts';
import { formatMistake } from '../../../src/yaml/document.ts';

const read = (text: string) => {
  const { world, mistakes, others } = readManifests([{ file: 'f', text }]);
  return { workloads: world.workloads, mistakes: mistakes.map((mistake) => formatMistake(mistake.file, mistake)), others: [...others] };
};

const usual: Workload = { kind: 'Pod', namespace: 'default', name: 'w', origin: { file: 'f', line: 1, column: 1 }, labels: {}, ports: [], serviceAccount: 'default', hostNetwork: false };
const template = 'template: {metadata: {labels: {app: web}, namespace: nowhere}, spec: {serviceAccountName: sa, containers: [{name: c, image: i, ports: [{name: http, containerPort: 80}]}]}}';

const kinds: readonly { apiVersion: string; kind: string; spec: string }[] = [
  ...['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'].flatMap((apiVersion) => ['Deployment', 'ReplicaSet', 'DaemonSet'].map((kind) => ({ apiVersion, kind, spec: `{${template}}` }))),
  { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: `{serviceName: s, ${template}}` },
  { apiVersion: 'v1', kind: 'ReplicationController', spec: `{replicas: 0, ${template}}` },
  { apiVersion: 'batch/v1', kind: 'Job', spec: `{${template}}` },
  { apiVersion: 'batch/v1', kind: 'CronJob', spec: `{schedule: "@daily", jobTemplate: {metadata: {labels: {of: job}}, spec: {${template}}}}` },
];

const pods: readonly { name: string; pod: string; expected: Partial<Workload> }[] = [
  { name: 'a bare pod', pod: '{metadata: {name: w}, spec: {}}', expected: {} },
  { name: 'its own labels and namespace', pod: '{metadata: {name: w, namespace: n, labels: {a: "", b: c}}, spec: {}}', expected: { namespace: 'n', labels: { a: '', b: 'c' } } },
  { name: 'what null leaves out', pod: '{metadata: {name: w, namespace: null, labels: null}, spec: {containers: null, hostNetwork: null, serviceAccountName: null}}', expected: {} },
  {
    name: 'ports of all containers, with and without a name, by every protocol',
    pod: '{metadata: {name: w}, spec: {containers: [{ports: [{containerPort: 80, protocol: null}, {name: dns, containerPort: 53, protocol: UDP}]}, {name: silent}], initContainers: [{restartPolicy: Always, ports: [{name: m3ua, containerPort: 2905, protocol: SCTP}]}]}}',
    expected: { ports: [{ name: '', protocol: 'TCP', port: 80 }, { name: 'dns', protocol: 'UDP', port: 53 }, { name: 'm3ua', protocol: 'SCTP', port: 2905 }] },
  },
  { name: "its node's network", pod: '{metadata: {name: w}, spec: {hostNetwork: true}}', expected: { hostNetwork: true } },
  { name: 'the old name of the service account', pod: '{metadata: {name: w}, spec: {serviceAccount: old}}', expected: { serviceAccount: 'old' } },
  { name: 'the new name before the old', pod: '{metadata: {name: w}, spec: {serviceAccount: old, serviceAccountName: new}}', expected: { serviceAccount: 'new' } },
  { name: 'a name that is yet to be given', pod: '{metadata: {generateName: w-}, spec: {}}', expected: { name: 'w-*' } },
  { name: 'a pod that runs', pod: '{metadata: {name: w}, spec: {}, status: {phase: Running}}', expected: {} },
];

const wrong: readonly { name: string; text: string; expected: string }[] = [
  { name: 'a pod without a name', text: '{apiVersion: v1, kind: Pod, metadata: {}, spec: {}}', expected: 'f:1:39: metadata.name: is missing' },
  { name: 'a pod without a spec', text: '{apiVersion: v1, kind: Pod, metadata: {name: w}}', expected: 'f:1:1: spec: is missing' },
  { name: 'a template that is not there', text: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: w}, spec: {}}', expected: 'f:1:68: spec.template: is missing' },
  { name: 'a label that is a number', text: '{apiVersion: v1, kind: Pod, metadata: {name: w, labels: {v: 1}}, spec: {}}', expected: 'f:1:58: metadata.labels.v: Invalid input: expected string, received number' },
  { name: 'a label of a template that nothing can have', text: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: w}, spec: {template: {metadata: {labels: {a b: c}}, spec: {}}}}', expected: 'f:1:100: "a b": must be a valid label key' },
  { name: 'a port that is none', text: '{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: {containers: [{ports: [{containerPort: 0}]}]}}', expected: 'f:1:80: spec.containers.0.ports.0.containerPort: must be a number from 1 to 65535' },
  { name: 'a port without a number', text: '{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: {initContainers: [{ports: [{name: a}]}]}}', expected: 'f:1:83: spec.initContainers.0.ports.0.containerPort: is missing' },
  { name: 'a protocol in lower case', text: '{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: {containers: [{ports: [{containerPort: 1, protocol: tcp}]}]}}', expected: 'f:1:98: spec.containers.0.ports.0.protocol: must be TCP, UDP or SCTP' },
  { name: "a port's name that is too long", text: '{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: {containers: [{ports: [{containerPort: 1, name: abcdefghijklmnop}]}]}}', expected: "f:1:98: spec.containers.0.ports.0.name: must be a port's name: at most 15 lower case letters, digits and dashes, and a letter among them" },
  { name: 'an item of a list', text: '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: W}, spec: {}}]}', expected: 'f:1:77: items.0.metadata.name: must be a name as Kubernetes writes them: lower case letters, digits, "-" and "."' },
];

describe('readWorkloads()', () => {
  for (const { apiVersion, kind, spec } of kinds) {
    it(`reads the template of a ${kind} of ${apiVersion}`, () => {
      const { workloads, mistakes } = read(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: w, namespace: n, labels: {its: own}}, spec: ${spec}}`);
      expect(mistakes).to.deep.equal([]);
      expect(workloads).to.deep.equal([{ ...usual, kind, namespace: 'n', labels: { app: 'web' }, ports: [{ name: 'http', protocol: 'TCP', port: 80 }], serviceAccount: 'sa' }]);
    });
  }

  for (const { name, pod, expected } of pods) {
    it(`knows of a pod ${name}`, () => expect(read(`{apiVersion: v1, kind: Pod, ${pod.slice(1)}`)).to.deep.equal({ workloads: [{ ...usual, ...expected }], mistakes: [], others: [] }));
  }

  for (const phase of ['Succeeded', 'Failed']) {
    it(`leaves out a pod that has ${phase.toLowerCase()}`, () => expect(read(`{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: {}, status: {phase: ${phase}}}`)).to.deep.equal({ workloads: [], mistakes: [], others: [] }));
  }

  it('counts kinds of the same name in another group among the others', () => {
    expect(read('{apiVersion: example.com/v1, kind: Deployment}\n---\n{apiVersion: batch/v1, kind: Pod}')).to.deep.equal({ workloads: [], mistakes: [], others: [['Deployment', 1], ['Pod', 1]] });
  });

  for (const { name, text, expected } of wrong) it(`refuses ${name}`, () => expect(read(text)).to.deep.equal({ workloads: [], mistakes: [expected], others: [] }));

  it('cares for nothing that it does not read', () => {
    expect(read('{apiVersion: v1, kind: Pod, metadata: {name: w, colour: blue}, spec: {containers: [{image: 7, prots: []}], restartPolicy: Sometimes}}')).to.deep.equal({ workloads: [usual], mistakes: [], others: [] });
  });
});
