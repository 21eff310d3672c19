import { familyOf, type Block, type Family } from '../../rules/addresses.ts';
import type { Allow, Lane } from '../../rules/node-rules.ts';
import type { Peer } from '../../view/policy-spec.ts';
import type { View } from '../../view/view.ts';
import type { FaultModel } from '../bend.ts';
import { mapLanes } from '../lanes.ts';
import { mapPeers } from '../policies.ts';

export const except: FaultModel = {
  name: 'FM-EXCEPT',
  does: 'the exceptions of a block are misread',
  variants: {
    a: { does: 'they are ignored', bend: () => ({ subjects: (view) => withoutExceptions(view, () => true) }) },
    b: { does: 'they are ignored where the block is everything', bend: () => ({ subjects: (view) => withoutExceptions(view, (cidr) => cidr.endsWith('/0')) }) },
    c: { does: 'they deny, whatever else allows', bend: () => ({ rules: (rules) => mapLanes(rules, (lane, { family }) => denying(lane, family)) }) },
    d: { does: 'they alone are allowed', bend: () => ({ subjects: (view) => mapPeers(view, inverted) }) },
  },
};

function withoutExceptions(view: View, concerns: (cidr: string) => boolean): View {
  return mapPeers(view, (peer) => (peer.ipBlock !== undefined && concerns(peer.ipBlock.cidr) ? [{ ipBlock: { cidr: peer.ipBlock.cidr } }] : [peer]));
}

function inverted(peer: Peer): Peer[] {
  const { ipBlock } = peer;
  return ipBlock?.except === undefined || ipBlock.except.length === 0 ? [peer] : ipBlock.except.map((cidr) => ({ ipBlock: { cidr } }));
}

/** Takes every exception of a lane out of everything that the lane allows. */
function denying(lane: Lane, family: Family): Lane {
  if (lane === 'open') return lane;
  const holes = [...new Set(lane.flatMap(({ blocks }) => (blocks === 'any' ? [] : blocks.flatMap((block) => block.except))))].filter((hole) => familyOf(hole) === family);
  if (holes.length === 0) return lane;
  return lane.map((allow): Allow => ({ ...allow, blocks: blocksOf(allow, family).map((block) => ({ ...block, except: [...new Set([...block.except, ...holes])] })) }));
}

function blocksOf({ blocks }: Allow, family: Family): readonly Block[] {
  return blocks === 'any' ? [{ cidr: family === 4 ? '0.0.0.0/0' : '::/0', except: [] }] : blocks;
}
