import type { Cni, CniContext } from '../cni/cni.ts';
import type { Component } from '../host/component.ts';
import { allNodes, type NodeAddresses } from '../network/addresses.ts';
import type { ClusterOptions } from '../options.ts';
import type { Progress } from '../shell/progress.ts';
import type { ClusterPaths } from '../state/paths.ts';
import type { Ingredients } from './ingredients.ts';

/** All that booting one cluster needs to know. */
export interface BootPlan {
  readonly options: ClusterOptions;
  readonly paths: ClusterPaths;
  readonly cni: Cni;
  readonly ingredients: Ingredients;
  readonly progress: Progress;
}

export function cniContext(plan: BootPlan): CniContext {
  return { paths: plan.paths, programs: plan.ingredients.cni, podPrefix: plan.options.podPrefix };
}

/** A component with the arguments that the caller added. */
export function withFlags(component: Component, options: ClusterOptions): Component {
  return { ...component, argv: [...component.argv, ...(options.flags[component.name] ?? [])] };
}

/** The agents that enforce, by node: none where the caller wants none. */
export function enforcers(plan: BootPlan): { readonly node: NodeAddresses; readonly agent: Component }[] {
  return allNodes(plan.options.nodes).flatMap((node) => {
    const agent = plan.cni.enforcer(cniContext(plan), node);
    return agent === undefined || plan.options.enforcerOff.includes(node.name) ? [] : [{ node, agent }];
  });
}
