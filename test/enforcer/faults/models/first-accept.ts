import { familyOf, hostBlock, isInBlock } from '../../rules/addresses.ts';
import type { Allow, Lane, NodeRules } from '../../rules/node-rules.ts';
import { compile } from '../../semantics/compile.ts';
import type { Direction } from '../../view/policy-spec.ts';
import type { Bend, FaultModel, Situation } from '../bend.ts';
import { mapLanes } from '../lanes.ts';
import { viewBefore } from '../time.ts';

export const firstAccept: FaultModel = {
  name: 'FM-FIRST-ACCEPT',
  does: 'the first rule that allows is the last that is read',
  variants: {
    egress: { does: 'between pods of one node: what egress explicitly allows, ingress is not asked about', bend: () => onOneNode('egress') },
    mirror: { does: 'between pods of one node: what ingress explicitly allows, egress is not asked about', bend: () => onOneNode('ingress') },
    'egress-always': { does: 'between any pods: what egress explicitly allows, ingress is not asked about', bend: () => everywhere('egress') },
    'mirror-always': { does: 'between any pods: what ingress explicitly allows, egress is not asked about', bend: () => everywhere('ingress') },
  },
};

function onOneNode(final: Direction): Bend {
  return { rules: (rules) => ({ ...rules, final }) };
}

/** The other end may be another node's: what its rules allow is allowed here too, by allows of our own. */
function everywhere(final: Direction): Bend {
  return {
    rules: (rules, situation) => {
      const { subjects } = rulesOfAll(situation);
      return mapLanes(rules, (lane, { subject, direction, protocol }) => {
        if (lane === 'open' || direction === final) return lane;
        return [...lane, ...subjects.flatMap(({ address, lanes }) => turned(lanes[`${final}-${protocol}`], address, subject.address))];
      });
    },
  };
}

/** As if every pod were of this node. */
function rulesOfAll(situation: Situation): NodeRules {
  const { node } = situation;
  const view = viewBefore(situation, 0);
  return compile({ ...view, pods: view.pods.map((pod) => ({ ...pod, node: node.name })) }, node);
}

/** What the lane of `owner` explicitly allows with `peer`, said from the side of `peer`. */
function turned(lane: Lane, owner: string, peer: string): Allow[] {
  if (lane === 'open' || familyOf(owner) !== familyOf(peer)) return [];
  return lane.filter(({ blocks }) => blocks === 'any' || blocks.some((block) => isInBlock(peer, block))).map(({ ports }) => ({ blocks: [hostBlock(owner)], ports }));
}
