/** What picks pods by label besides policies: budgets, scalers, controllers. */
import type { Connection } from '../connection.ts';
import { listScoped } from '../lists.ts';
import type { Selecting, Selector } from '../../model/snapshot.ts';
import { toSelector } from '../../policy/normalise.ts';
import { toSelecting } from './convert.ts';

/** What would notice a guest, besides the policies under test. */
export const readControllers = async (api: Connection, namespaces: readonly string[]): Promise<Selecting[]> => {
  const [replicaSets, daemonSets, statefulSets, replicationControllers, budgets, scalers] = await Promise.all([
    listScoped('replica sets', namespaces, {
      everywhere: (page) => api.apps.listReplicaSetForAllNamespaces(page),
      inNamespace: (namespace, page) => api.apps.listNamespacedReplicaSet({ namespace, ...page }),
    }),
    listScoped('daemon sets', namespaces, {
      everywhere: (page) => api.apps.listDaemonSetForAllNamespaces(page),
      inNamespace: (namespace, page) => api.apps.listNamespacedDaemonSet({ namespace, ...page }),
    }),
    listScoped('stateful sets', namespaces, {
      everywhere: (page) => api.apps.listStatefulSetForAllNamespaces(page),
      inNamespace: (namespace, page) => api.apps.listNamespacedStatefulSet({ namespace, ...page }),
    }),
    listScoped('replication controllers', namespaces, {
      everywhere: (page) => api.core.listReplicationControllerForAllNamespaces(page),
      inNamespace: (namespace, page) => api.core.listNamespacedReplicationController({ namespace, ...page }),
    }),
    listScoped('pod disruption budgets', namespaces, {
      everywhere: (page) => api.policy.listPodDisruptionBudgetForAllNamespaces(page),
      inNamespace: (namespace, page) => api.policy.listNamespacedPodDisruptionBudget({ namespace, ...page }),
    }),
    listScoped('horizontal pod autoscalers', namespaces, {
      everywhere: (page) => api.autoscaling.listHorizontalPodAutoscalerForAllNamespaces(page),
      inNamespace: (namespace, page) => api.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace, ...page }),
    }),
  ]);
  // Only a scaler makes Deployments interesting: by themselves they neither adopt nor count pods.
  const deployments = scalers.length === 0 ? [] : await readDeployments(api, namespaces);
  const controllers = [
    ...deployments,
    ...replicaSets.map((object) => toSelecting('ReplicaSet', object, toSelector(object.spec?.selector))),
    ...daemonSets.map((object) => toSelecting('DaemonSet', object, toSelector(object.spec?.selector))),
    ...statefulSets.map((object) => toSelecting('StatefulSet', object, toSelector(object.spec?.selector))),
    ...replicationControllers.flatMap((object) => {
      const matchLabels = object.spec?.selector;
      return matchLabels ? [toSelecting('ReplicationController', object, { matchLabels, matchExpressions: [] })] : [];
    }),
  ];
  return [
    ...controllers,
    ...budgets.flatMap((budget) => (budget.spec?.selector ? [toSelecting('PodDisruptionBudget', budget, toSelector(budget.spec.selector))] : [])),
    ...scalers.flatMap((scaler) => {
      const selector = selectorOfTarget(controllers, scaler.metadata?.namespace ?? '', scaler.spec?.scaleTargetRef);
      return selector ? [toSelecting('HorizontalPodAutoscaler', scaler, selector)] : [];
    }),
  ];
};

const readDeployments = async (api: Connection, namespaces: readonly string[]): Promise<Selecting[]> => {
  const deployments = await listScoped('deployments', namespaces, {
    everywhere: (page) => api.apps.listDeploymentForAllNamespaces(page),
    inNamespace: (namespace, page) => api.apps.listNamespacedDeployment({ namespace, ...page }),
  });
  return deployments.map((object) => toSelecting('Deployment', object, toSelector(object.spec?.selector)));
};

/** A scaler has no selector of its own: it counts the pods of what it scales. */
const selectorOfTarget = (controllers: readonly Selecting[], namespace: string, target: { kind: string; name: string } | undefined): Selector | undefined =>
  controllers.find((controller) => controller.kind === target?.kind && controller.name === target.name && controller.namespace === namespace)?.selector;
