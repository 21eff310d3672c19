import { isHost } from '../../rules/addresses.ts';
import type { NodeRules } from '../../rules/node-rules.ts';
import type { Bend, FaultModel, Parameters, Situation, Variant } from '../bend.ts';
import { allClosed, allOpen, mapLanes } from '../lanes.ts';

/** A restart is that of the agent, or the instant at which the fault is set. */
export const restart: FaultModel = {
  name: 'FM-RESTART',
  does: 'for a window after its agent started, a node is wrong',
  parameters: { windowMs: 2000, delayMs: 600_000 },
  variants: {
    a: atFirst('everything is open', { rules: allOpen }),
    b: atFirst('everything is closed', { rules: allClosed }),
    c: atFirst('the sets of peers are empty, the rules are there', { rules: withoutPods }),
    d: atFirst('the view is that of before', { view: (view, { history }) => history[0]?.view ?? view }),
    e: { does: 'only after the delay, and then for good, everything is open', bend: ({ delayMs }) => between({ rules: allOpen }, delayMs, Infinity) },
  },
};

function atFirst(does: string, bend: Bend): Variant {
  return { does, bend: ({ windowMs }: Parameters) => between(bend, 0, windowMs) };
}

/** Bends from one age of the restart to another. */
function between(bend: Bend, fromMs: number, untilMs: number): Bend {
  const isWrong = ({ nowMs, sinceMs }: Situation): boolean => nowMs - sinceMs >= fromMs && nowMs - sinceMs < untilMs;
  return {
    view: (view, situation) => (isWrong(situation) ? (bend.view?.(view, situation) ?? view) : view),
    rules: (rules, situation) => (isWrong(situation) ? (bend.rules?.(rules, situation) ?? rules) : rules),
    wakesAtMs: ({ nowMs, sinceMs }) => [fromMs, untilMs].map((ageMs) => sinceMs + ageMs).find((atMs) => atMs > nowMs && Number.isFinite(atMs)),
  };
}

function withoutPods(rules: NodeRules): NodeRules {
  return mapLanes(rules, (lane) => (lane === 'open' ? lane : lane.map((allow) => ({ ...allow, blocks: allow.blocks === 'any' ? allow.blocks : allow.blocks.filter((block) => !isHost(block)) })).filter(({ blocks }) => blocks.length > 0)));
}
