/** The namespaces of the controls and of the canary: ours alone, gone with the run. */
import type { V1Namespace, V1Service } from '@kubernetes/client-node';
import type { Labels, Named } from '../model/snapshot.ts';
import { controlLabels, controlPorts } from '../model/marks.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';
import { heartAnnotation, managedBy, runAnnotation } from './identity.ts';
import type { LeaseRef } from './leases.ts';
import { ownerReference } from './pod-manifest.ts';

export interface NamespaceRef {
  readonly name: string;
  readonly uid: string;
}

/** With the labels that admission left to it. */
export interface OwnNamespaceRef extends NamespaceRef {
  readonly labels: Labels;
}

/**
 * @param heart the namespace whose Lease of this run is renewed: its own, or another
 * @param labels besides those by which we know it again
 */
export const createOwnNamespace = async (api: Connection, name: string, run: string, heart: string, labels: Labels = {}): Promise<OwnNamespaceRef> => {
  const body: V1Namespace = {
    metadata: {
      name,
      labels: { ...labels, ...managedBy, 'pod-security.kubernetes.io/enforce': 'restricted', 'istio-injection': 'disabled' },
      annotations: { [runAnnotation]: run, [heartAnnotation]: heart },
    },
  };
  try {
    const namespace = await api.core.createNamespace({ body });
    return { name, uid: namespace.metadata?.uid ?? '', labels: namespace.metadata?.labels ?? {} };
  } catch (error) {
    throw translate(error, `create the namespace "${name}"`);
  }
};

/** Of this run, where it is not known whether it was created. */
export const findOwnNamespace = async (api: Connection, name: string, run: string): Promise<OwnNamespaceRef | undefined> => {
  try {
    const { items } = await api.core.listNamespace({ fieldSelector: `metadata.name=${name}` });
    const ours = items.find(({ metadata }) => metadata?.annotations?.[runAnnotation] === run);
    return ours && { name, uid: ours.metadata?.uid ?? '', labels: ours.metadata?.labels ?? {} };
  } catch (error) {
    throw translate(error, `look for the namespace "${name}"`);
  }
};

export const deleteNamespace = async (api: Connection, { name, uid }: NamespaceRef): Promise<void> => {
  try {
    await api.core.deleteNamespace({ name, body: { preconditions: { uid } } });
  } catch (error) {
    const translated = translate(error, `remove namespace "${name}"`);
    if (!hasStatus(translated, 404) && !hasStatus(translated, 409)) throw translated;
  }
};

/** A Service before the control stand-ins: the control for every cell that goes through a ClusterIP. @returns its addresses */
export const createControlService = async (api: Connection, service: Named, run: string, lease: LeaseRef): Promise<readonly string[]> => {
  const body: V1Service = {
    metadata: { name: service.name, namespace: service.namespace, labels: { ...managedBy }, ownerReferences: [ownerReference(lease, false)] },
    spec: {
      selector: controlLabels('stand-in', run),
      ipFamilyPolicy: 'PreferDualStack',
      ports: [
        { name: 'tcp', protocol: 'TCP', port: controlPorts.service, targetPort: controlPorts.tcp },
        { name: 'udp', protocol: 'UDP', port: controlPorts.service, targetPort: controlPorts.udp },
      ],
    },
  };
  try {
    const created = await api.core.createNamespacedService({ namespace: service.namespace, body });
    return created.spec?.clusterIPs ?? [];
  } catch (error) {
    throw translate(error, `create the control Service in namespace "${service.namespace}"`);
  }
};

/** In a namespace that the user lent, a Service does not go with the namespace. */
export const deleteService = async (api: Connection, { namespace, name }: Named): Promise<void> => {
  try {
    await api.core.deleteNamespacedService({ namespace, name });
  } catch (error) {
    const translated = translate(error, `remove Service "${namespace}/${name}"`);
    if (!hasStatus(translated, 404)) throw translated;
  }
};
