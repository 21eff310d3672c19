/** Tells on stderr how far the battery is: a line whenever a phase begins, a case failed, or a while has passed. */
import type { BatteryProgress } from '../run/conformance/context.ts';

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
    note(`${((now() - since) / 1000).toFixed(1).padStart(5)} s  ${describe(event)}`);
  };
};

const isNews = (event: BatteryProgress, last: BatteryProgress): boolean => {
  if (event.phase === 'launch') return event.started === event.sets;
  return event.phase === 'play' && (event.played === event.cases || (last.phase === 'play' && event.failed > last.failed));
};

const describe = (event: BatteryProgress): string => {
  switch (event.phase) {
    case 'launch':
      return `launch: ${event.started} of ${event.sets} sets of pods`;
    case 'play':
      return `play: ${event.played} of ${event.cases} cases${event.failed === 0 ? '' : `, ${event.failed} not enforced`}`;
    case 'read':
    case 'tear down':
      return event.phase;
  }
};
