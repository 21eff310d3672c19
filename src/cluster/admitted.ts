/** Read back after admission: a webhook may have made another guest of it than the one that was asked for. Pure. */
import type { V1ContainerPort, V1Pod } from '@kubernetes/client-node';

/** The one alteration that makes a guest dangerous and not only useless. */
export const tokenMounted = 'a service account token was mounted';

/** @returns what differs, in words; empty where the pod is what was asked for */
export const alterations = (asked: V1Pod, admitted: V1Pod): string[] => {
  const found: string[] = [];
  const differs = (what: string, before: unknown, after: unknown): void => {
    if (canonical(before) !== canonical(after)) found.push(what);
  };
  const extra = (what: string, before: readonly string[], after: readonly string[]): void => {
    const added = after.filter((name) => !before.includes(name));
    const missing = before.filter((name) => !after.includes(name));
    if (added.length > 0) found.push(`${what} ${added.join(', ')} was injected`);
    if (missing.length > 0) found.push(`${what} ${missing.join(', ')} was removed`);
  };
  const a = asked.spec;
  const b = admitted.spec;
  differs('its labels were changed', asked.metadata?.labels, admitted.metadata?.labels);
  differs('its owner references were changed', owners(asked), owners(admitted));
  extra('container', names(a?.containers), names(b?.containers));
  extra('init container', names(a?.initContainers), names(b?.initContainers));
  extra('volume', names(a?.volumes), names(b?.volumes));
  differs('its environment was changed', [names(a?.containers[0]?.env), a?.containers[0]?.envFrom ?? []], [names(b?.containers[0]?.env), b?.containers[0]?.envFrom ?? []]);
  differs('its plan was changed', a?.containers[0]?.env?.[0]?.value, b?.containers[0]?.env?.[0]?.value);
  differs('its command was changed', [a?.containers[0]?.command, a?.containers[0]?.args], [b?.containers[0]?.command, b?.containers[0]?.args]);
  differs('its ports were changed', ports(a?.containers[0]?.ports), ports(b?.containers[0]?.ports));
  differs('its readiness gates were changed', a?.readinessGates ?? [], b?.readinessGates ?? []);
  differs('it was given a namespace of the host', [a?.hostPID ?? false, a?.hostIPC ?? false], [b?.hostPID ?? false, b?.hostIPC ?? false]);
  differs('it was put on the host network', a?.hostNetwork ?? false, b?.hostNetwork ?? false);
  if ((b?.serviceAccountName ?? 'default') !== (a?.serviceAccountName ?? 'default')) found.push(`its service account was changed to ${b?.serviceAccountName}`);
  if (b?.automountServiceAccountToken !== false) found.push(tokenMounted);
  return found;
};

const owners = ({ metadata }: V1Pod): unknown => (metadata?.ownerReferences ?? []).map(({ uid, controller }) => [uid, controller ?? false]);

const ports = (list: readonly V1ContainerPort[] | undefined): unknown => (list ?? []).map(({ name, protocol, containerPort }) => [name, protocol ?? 'TCP', containerPort]);

const names = (list: readonly { name: string }[] | undefined): string[] => (list ?? []).map(({ name }) => name);

/** JSON with sorted keys: two objects that say the same give the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([x], [y]) => (x < y ? -1 : 1))) : inner,
  ) ?? 'undefined';
