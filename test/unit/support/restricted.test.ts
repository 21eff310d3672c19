/** The yardstick for manifests is itself held against pods that the API server is known to refuse. */
import type { V1PodSpec, V1SecurityContext } from '@kubernetes/client-node';
import { expect } from 'chai';
import { refusedByRestricted } from '../../support/restricted.ts';

/** Without the class: that is for who talks to an API server. */
type Asked = Readonly<V1SecurityContext>;

const good: Asked = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const goodPod: Asked = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const podOf = (container: Asked = {}, pod: Partial<V1PodSpec> = {}): V1PodSpec => ({
  securityContext: goodPod,
  containers: [{ name: 'c', securityContext: { ...good, ...container } }],
  ...pod,
});

const refused: readonly { what: string; pod: V1PodSpec; because: string }[] = [
  { what: 'c: runAsNonRoot', because: 'may be root', pod: podOf({ runAsNonRoot: false }) },
  { what: 'c: runAsUser', because: 'is root', pod: podOf({ runAsUser: 0 }) },
  { what: 'c: seccomp', because: 'unconfined', pod: podOf({ seccompProfile: { type: 'Unconfined' } }) },
  { what: 'c: privilege escalation', because: 'asked for', pod: podOf({ allowPrivilegeEscalation: true }) },
  { what: 'c: privileged', because: 'all of it', pod: podOf({ privileged: true }) },
  { what: 'c: capabilities', because: 'too few dropped', pod: podOf({ capabilities: { drop: ['NET_RAW'] } }) },
  { what: 'c: capabilities', because: 'one added', pod: podOf({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }) },
  { what: 'c: proc mount', because: 'unmasked', pod: podOf({ procMount: 'Unmasked' }) },
  { what: 'c: SELinux', because: 'a user of SELinux', pod: podOf({ seLinuxOptions: { user: 'root' } }) },
  { what: 'c: AppArmor', because: 'unconfined', pod: podOf({ appArmorProfile: { type: 'Unconfined' } }) },
  { what: 'c: host ports', because: 'a port of the node', pod: podOf({}, { containers: [{ name: 'c', securityContext: good, ports: [{ containerPort: 1, hostPort: 1 }] }] }) },
  { what: 'host namespaces', because: 'the network', pod: podOf({}, { hostNetwork: true }) },
  { what: 'host namespaces', because: 'processes', pod: podOf({}, { hostPID: true }) },
  { what: 'volumes', because: 'a path of the node', pod: podOf({}, { volumes: [{ name: 'v', hostPath: { path: '/' } }] }) },
  { what: 'sysctls', because: 'an unsafe one', pod: podOf({}, { securityContext: { ...goodPod, sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }) },
  { what: 'i: privilege escalation', because: 'in an init container', pod: podOf({}, { initContainers: [{ name: 'i', securityContext: { capabilities: { drop: ['ALL'] } } }] }) },
];

describe('refusedByRestricted()', () => {
  it('lets in a pod that says all it must, at the pod or at the container', () => {
    expect(refusedByRestricted(podOf({}, { volumes: [{ name: 'm', configMap: { name: 'm' } }] }))).to.deep.equal([]);
    expect(refusedByRestricted({ containers: [{ name: 'c', securityContext: { ...good, ...goodPod } }] })).to.deep.equal([]);
  });

  it('refuses a pod that says nothing', () => expect(refusedByRestricted({ containers: [{ name: 'c' }] })).to.deep.equal(['c: runAsNonRoot', 'c: seccomp', 'c: privilege escalation', 'c: capabilities']));

  for (const { what, because, pod } of refused) it(`names ${what}: ${because}`, () => expect(refusedByRestricted(pod)).to.deep.equal([what]));
});
