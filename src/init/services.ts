/** Services as targets of a first matrix: what people dial when they dial a workload. */
import type { DerivedTarget } from '../derive/targets.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import type { ContainerPort, Labels } from '../model/snapshot.ts';
import { wears } from '../policy/selector.ts';
import { endsOfTarget } from '../world/ends.ts';
import type { World, WorldService } from '../world/world.ts';

export interface ServiceTargets {
  readonly targets: readonly DerivedTarget[];
  /** Why others are not among them, in sentences. */
  readonly leftOut: readonly string[];
}

/** @param qualified with the namespace before the name */
export const serviceTargets = (world: World, namespaces: readonly string[], qualified: boolean): ServiceTargets => {
  const own = world.services.filter(({ namespace }) => namespaces.includes(namespace));
  const targets: DerivedTarget[] = [];
  const leftOut: string[] = [];
  for (const service of own) {
    const called = `Service ${service.namespace}/${service.name}`;
    if (service.selector === undefined || Object.keys(service.selector).length === 0) leftOut.push(`${called}: it selects no pods, so nobody knows where it leads`);
    else {
      for (const { port, transport } of service.ports) {
        if (transport === 'UDP') leftOut.push(`${called}, UDP ${port}: nothing but DNS can be asked by UDP (add speak: dns if it is)`);
        else targets.push(targetOf(service, port, world, qualified));
      }
    }
  }
  return { targets, leftOut };
};

const targetOf = ({ namespace, name }: WorldService, port: number, world: World, qualified: boolean): DerivedTarget => {
  const target: MatrixTarget = { service: { namespace, name }, port };
  const found = endsOfTarget(target, world);
  const base = { name: `${qualified ? `${namespace}.` : ''}${name}`.slice(0, longest) + `:${port}`, target };
  return 'unknown' in found ? { ...base, ends: [], unknown: found.unknown } : { ...base, ends: found.ends };
};

/** A colon, a port and the number of a namesake have to stay within the 63 characters of a name. */
const longest = 53;

/** Whether a Service leads to this port of these pods, so that nobody need dial it apart. */
export const isServed = (namespace: string, labels: Labels, { name, protocol, port }: ContainerPort, services: readonly WorldService[]): boolean =>
  services.some(
    (service) => service.namespace === namespace && service.selector !== undefined && wears(labels, service.selector) && service.ports.some(({ transport, targetPort }) => transport === protocol && (targetPort === port || (name !== '' && targetPort === name))),
  );
