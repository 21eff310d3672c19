/** Each status by a sign and a word besides its colour. The names are classes of the page's style. */
import type { Opinion, Pair } from './pairs.ts';

export interface Sign {
  readonly name: string;
  readonly sign: string;
  readonly word: string;
  /** For the legend. */
  readonly meaning: string;
}

export const signs = {
  leak: { name: 'leak', sign: '▲', word: 'LEAK', meaning: 'open, expected closed' },
  overblock: { name: 'overblock', sign: '■', word: 'OVERBLOCK', meaning: 'closed, expected open' },
  inconclusive: { name: 'inconclusive', sign: '?', word: 'unclear', meaning: 'could not be judged' },
  vacuous: { name: 'vacuous', sign: '∅', word: 'nobody', meaning: 'closed, but nobody is there' },
  closed: { name: 'closed', sign: '✕', word: 'closed', meaning: 'closed, as expected, with live controls' },
  open: { name: 'open', sign: '○', word: 'open', meaning: 'open, as expected' },
  skipped: { name: 'skipped', sign: '–', word: 'skipped', meaning: 'left out on purpose' },
  none: { name: 'none', sign: '', word: '', meaning: 'not asked' },
} as const satisfies Record<string, Sign>;

export const signOf = ({ status, verdict }: Pick<Pair, 'status' | 'verdict'>): Sign => (status === 'conforms' ? signs[verdict === 'allow' ? 'open' : 'closed'] : signs[status]);

/** What intent and policy say, and what packets did. */
export const opinionSigns: Readonly<Record<Opinion, { readonly sign: string; readonly said: string; readonly done: string }>> = {
  open: { sign: '○', said: 'allow', done: 'open' },
  closed: { sign: '✕', said: 'deny', done: 'closed' },
  mixed: { sign: '◐', said: 'allow on some ways', done: 'open on some ways, or now and then' },
  unclear: { sign: '?', said: 'undefined', done: 'unclear' },
  none: { sign: '·', said: 'nothing', done: 'not seen' },
};

export const tellOpinions = ({ intent, policy, reality }: Pick<Pair, 'intent' | 'policy' | 'reality'>): string =>
  `intent ${opinionSigns[intent].said}, policy ${opinionSigns[policy].said}, reality ${opinionSigns[reality].done}`;
