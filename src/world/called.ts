/** What people call a pod by, such that it is called the same tomorrow. */
import type { Labels } from '../model/snapshot.ts';

const telling = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name'] as const;

export const tellingLabel = (labels: Labels): string | undefined => telling.map((key) => labels[key]).find((value) => value !== undefined && value !== '');

interface Called {
  readonly name: string;
  readonly labels: Labels;
  /** Who keeps it; absent where nobody does. */
  readonly controller?: { readonly kind: string; readonly name: string };
}

/** A workload's name says more than a label that several of them share; a pod's own says nothing once there is another. */
export const calledBy = ({ name, labels, controller }: Called): string => (controller === undefined ? (tellingLabel(labels) ?? name) : controller.kind === 'Job' ? withoutTime(controller.name) : withoutHash(controller.name, labels));

/** A ReplicaSet is called after its Deployment. */
const withoutHash = (name: string, labels: Labels): string => {
  const hash = labels['pod-template-hash'];
  return hash !== undefined && name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
};

/** A CronJob adds the minutes since 1970 to its own name. */
const withoutTime = (name: string): string => name.replace(/-\d{8,}$/, '');
