import type { Recording } from '../../model/recording.ts';
import { isUntrusted } from '../../interpret/stretches.ts';
import type { StreakIndex } from './streaks.ts';
import { isAboutCells } from './streaks.ts';

/** Any answer means reachable; whose it was, a reader must know. */
export const remarksOnCertificates = ({ dials }: Pick<Recording, 'dials'>, streaks: StreakIndex): string[] => {
  const strangers = dials
    .filter((dial) => isAboutCells(dial) && dial.style.http?.trustCluster === true && streaks(dial).some(({ proof, code }) => proof === 'answer' && isUntrusted(code)))
    .map(({ address, port }) => `${address}:${port}`);
  return [...new Set(strangers)].map((server) => `whoever answered at ${server} has no certificate of this cluster's CA`);
};
