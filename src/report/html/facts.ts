import { el } from './node.ts';
import type { Element, Html } from './node.ts';

export type Fact = readonly [term: string, told: Html | readonly Html[]];

/** Terms and what is known of each, as a list that is read out in pairs. */
export const facts = (rows: readonly Fact[]): Element => el('dl', { class: 'facts' }, ...rows.flatMap(([term, told]) => [el('dt', {}, term), el('dd', {}, ...(isOne(told) ? [told] : told))]));

const isOne = (told: Fact[1]): told is Html => typeof told === 'string' || 'tag' in told;
