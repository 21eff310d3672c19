/** Tells on stderr how far the battery is: a line whenever a phase begins, a case failed, or a while has passed. */
import type { BatteryProgress } from '../run/conformance/context.ts';
import { atSeconds, partOf } from './progress-line.ts';
import type { ProgressLine } from './progress-line.ts';

const everyMs = 5000;

export const createBatteryProgress = (note: (text: string) => void, now: () => number): ((event: BatteryProgress) => void) => {
  const since = now();
  let lastMs = Number.NEGATIVE_INFINITY;
  let last: BatteryProgress | undefined;
  return (event) => {
    const soon = last?.phase === event.phase && now() - lastMs < everyMs && !isNews(event, last);
    last = event;
    if (soon) return;
    lastMs = now();
    note(atSeconds(now() - since, describeBattery(event).text));
  };
};

const isNews = (event: BatteryProgress, last: BatteryProgress): boolean => {
  if (event.phase === 'launch') return event.started === event.sets;
  return event.phase === 'play' && (event.played === event.cases || (last.phase === 'play' && event.failed > last.failed));
};

export const describeBattery = (event: BatteryProgress): ProgressLine => {
  const { phase } = event;
  switch (phase) {
    case 'launch':
      return { phase, text: `launch: ${event.started} of ${event.sets} sets of pods`, part: partOf(event.started, event.sets) };
    case 'play':
      return { phase, text: `play: ${event.played} of ${event.cases} cases${event.failed === 0 ? '' : `, ${event.failed} not enforced`}`, part: partOf(event.played, event.cases) };
    case 'read':
    case 'tear down':
      return { phase, text: phase };
  }
};
