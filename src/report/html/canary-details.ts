/** What one entry of the canary's grid was made from: each connection, as it was asked and as it came out. */
import { inMs } from '../../interpret/words.ts';
import type { CanaryCell } from '../../model/report.ts';
import { directionNames, placementNames } from '../canary-entries.ts';
import type { CanaryGroup } from './canary.ts';
import { facts } from './facts.ts';
import type { Fact } from './facts.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

export const canaryDetails = ({ node, direction, placement, way, cells }: CanaryGroup): Element =>
  el('div', {}, el('h3', { id: 'details-title', tabindex: -1 }, `${node}: ${directionNames[direction]}, ${placementNames[placement]}, ${way}`), ...cells.map(connection));

const connection = (cell: CanaryCell): Element => {
  const { verdict, state, partner, attempts, through, rejected, reason, openUntilMs, openedAfterMs } = cell;
  const rows: readonly (Fact | undefined)[] = [
    ['Seen', `${state}${reason === undefined ? '' : `: ${reason}`}`],
    ['Other end on', partner],
    ['Attempts', `${through} of ${attempts} got through${rejected ? '; refused with an answer, at least now and then' : ''}`],
    openUntilMs === undefined ? undefined : ['Start-up exposure', `open until ${inMs(openUntilMs)} of the pod's life`],
    openedAfterMs === undefined ? undefined : ['Opened', `after ${inMs(openedAfterMs)}`],
  ];
  const expected = verdict === 'allow' ? 'open' : 'closed';
  return el('section', { class: `cell edge-${state === expected ? expected : verdict === 'deny' && state !== 'unknown' ? 'leak' : 'inconclusive'}` }, el('h4', {}, `policy says ${verdict}`), facts(rows.filter((row) => row !== undefined)));
};
