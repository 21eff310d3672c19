/** What Pod Security `restricted` would say of a pod, by its fields: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

const volumeTypes = new Set(['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret']);
const safeSysctls = new Set(['net.ipv4.ip_unprivileged_port_start']);

type Rule = readonly [what: string, breaks: boolean];

const podRules = (spec: V1PodSpec): Rule[] => [
  ['host namespaces', spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true],
  ['volumes', (spec.volumes ?? []).some((volume) => Object.keys(volume).some((type) => !volumeTypes.has(type)))],
  ['sysctls', (spec.securityContext?.sysctls ?? []).some(({ name }) => !safeSysctls.has(name))],
];

/** Where a container says nothing, its pod speaks for it. */
const containerRules = ({ name, securityContext = {}, ports = [] }: V1Container, { securityContext: pod = {} }: V1PodSpec): Rule[] =>
  [
    ['runAsNonRoot', (securityContext.runAsNonRoot ?? pod.runAsNonRoot) !== true],
    ['runAsUser', (securityContext.runAsUser ?? pod.runAsUser) === 0],
    ['seccomp', !['RuntimeDefault', 'Localhost'].includes((securityContext.seccompProfile ?? pod.seccompProfile)?.type ?? '')],
    ['privilege escalation', securityContext.allowPrivilegeEscalation !== false],
    ['privileged', securityContext.privileged === true],
    ['capabilities', securityContext.capabilities?.drop?.includes('ALL') !== true || (securityContext.capabilities.add ?? []).some((added) => added !== 'NET_BIND_SERVICE')],
    ['proc mount', ![undefined, 'Default'].includes(securityContext.procMount)],
    ['SELinux', (securityContext.seLinuxOptions ?? pod.seLinuxOptions) !== undefined],
    ['AppArmor', (securityContext.appArmorProfile ?? pod.appArmorProfile)?.type === 'Unconfined'],
    ['host ports', ports.some(({ hostPort }) => hostPort !== undefined && hostPort !== 0)],
  ].map(([what, breaks]) => [`${name}: ${what}`, breaks] as Rule);

/** @returns what it refuses, in words; nothing where the pod may be */
export const refusedByRestricted = (spec: V1PodSpec): string[] => {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return [...podRules(spec), ...containers.flatMap((container) => containerRules(container, spec))].flatMap(([what, breaks]) => (breaks ? [what] : []));
};
