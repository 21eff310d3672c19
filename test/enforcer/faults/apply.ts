import { compile } from '../semantics/compile.ts';
import type { NodeRules } from '../rules/node-rules.ts';
import type { View } from '../view/view.ts';
import type { Bend, Situation } from './bend.ts';
import type { ChosenFault } from './choose.ts';
import { within } from './scope.ts';

/** What a node enforces now, and when that will have to be asked again if nothing happens before. */
export interface Enforcement {
  readonly rules: NodeRules;
  readonly wakesAtMs?: number;
  readonly cutOff: readonly string[];
}

/** The right rules, or those of a fault where there is one that concerns this node. */
export function enforce(situation: Situation, fault: ChosenFault | undefined): Enforcement {
  const { history, node } = situation;
  const view = history.at(-1)?.view;
  if (view === undefined) throw new Error('Cannot enforce: nothing is known of the cluster');
  const right = compile(view, node);
  if (fault === undefined || !(fault.spec.nodes?.includes(node.name) ?? true)) return { rules: right, cutOff: [] };
  const { bend, spec } = fault;
  const seen = seenBy(bend, view, situation);
  const faulty = bend.rules?.(seen, situation) ?? seen;
  const wakesAtMs = bend.wakesAtMs?.(situation);
  return { rules: within(spec, right, faulty), cutOff: bend.cutsOff?.(situation) ?? [], ...(wakesAtMs === undefined ? {} : { wakesAtMs }) };
}

function seenBy(bend: Bend, view: View, situation: Situation): NodeRules {
  const both = bend.view?.(view, situation) ?? view;
  return compile(bend.subjects?.(both, situation) ?? both, situation.node, bend.peers?.(both, situation) ?? both);
}
