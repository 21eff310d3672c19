/** What attempts met over time, as a bar. Widths are attributes of a drawing: the page's security policy takes no inline style. */
import { inMs } from '../../interpret/words.ts';
import type { AnswerWindow } from '../../model/observation.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

const answers = ['open', 'closed', 'unclear'] as const;

/** Units of the drawing, which is stretched to the width that there is. */
const width = 1000;
const height = 20;
/** A single attempt has no length, and must be seen. */
const leastWidth = 6;

/** @param untilMs where the bar ends, in milliseconds since the probe's start */
export const answerBar = (windows: readonly AnswerWindow[], untilMs: number): Element =>
  el('svg', { class: 'bar', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': tellAnswers(windows) }, ...windows.flatMap((window) => rects(window, untilMs)));

/** Several answers of one window lie upon each other, each as high as its share. */
const rects = (window: AnswerWindow, untilMs: number): Element[] => {
  const all = answers.reduce((sum, answer) => sum + window[answer], 0);
  const x = Math.round((window.fromMs / untilMs) * width);
  const length = Math.max(leastWidth, Math.round(((window.toMs - window.fromMs) / untilMs) * width));
  let y = 0;
  return answers.flatMap((answer) => {
    const share = Math.round((window[answer] / all) * height);
    if (window[answer] === 0) return [];
    y += share;
    return [el('rect', { class: `a-${answer}`, x, y: y - share, width: length, height: share })];
  });
};

/** `open 0 ms to 450 ms (10 attempts), then closed 500 ms to 3 950 ms (70)`. */
export const tellAnswers = (windows: readonly AnswerWindow[]): string => windows.map(tellWindow).join(', then ');

const tellWindow = (window: AnswerWindow): string => {
  const met = answers.filter((answer) => window[answer] > 0);
  const counts = met.map((answer) => (met.length === 1 ? attempts(window[answer]) : `${window[answer]} ${answer}`)).join(', ');
  return `${met.length === 1 ? met[0] : 'to and fro'} ${inMs(window.fromMs)} to ${inMs(window.toMs)} (${counts})`;
};

const attempts = (count: number): string => `${count} ${count === 1 ? 'attempt' : 'attempts'}`;

/** Where an axis ends that is cut into quarters of a round length. */
export const roundUpMs = (lastMs: number): number => {
  const quarter = Math.max(lastMs / 4, 50);
  const power = 10 ** Math.floor(Math.log10(quarter));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= quarter) ?? 10;
  return 4 * step * power;
};
