/** What diallers saw, attempt by attempt, on the coordinator's clock. */
import type { BriefAttempt, OutcomeKind, Proof } from '../../../probes/contract.ts';
import type { PodLog } from '../../model/recording.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Named } from '../../model/snapshot.ts';

export interface Sight {
  /** Start of the attempt; ms since the epoch. */
  readonly atMs: number;
  /** Of the attempt, since the probe's first instruction; ms. */
  readonly ageMs: number;
  /** `unclear`: neither our own echo, nor silence or a refusal; or an error of our own. */
  readonly is: 'open' | 'closed' | 'unclear';
  /** The outcome in words. */
  readonly word: string;
}

/** All sights of a set so far, by pod and dial. */
export interface SightBook {
  /** Takes what is new in a log. */
  readonly take: (log: PodLog) => void;
  /** A pod is gone; another may take its name. */
  readonly forget: (pod: Named) => void;
  /** The attempts of a dial that began at that time or later, in order. */
  readonly since: (pod: Named, dial: string, fromMs: number) => readonly Sight[];
  readonly attempts: () => number;
}

export const createSightBook = (): SightBook => {
  const sights = new Map<string, Sight[]>();
  const taken = new Map<string, number>();
  let attempts = 0;
  return {
    take: ({ namespace, name, records, offsetMs }) => {
      const pod = keyOf({ namespace, name });
      for (let index = taken.get(pod) ?? 0; index < records.length; index++) {
        const record = records[index];
        if (record?.t !== 'attempts') continue;
        for (const attempt of record.of) {
          const key = `${pod} ${attempt[0]}`;
          const known = sights.get(key) ?? [];
          if (known.length === 0) sights.set(key, known);
          known.push(sightOf(attempt, offsetMs));
        }
        attempts += record.of.length;
      }
      // A stream that broke is read again from its beginning: until it is as far as it was, there is nothing new.
      taken.set(pod, Math.max(taken.get(pod) ?? 0, records.length));
    },
    forget: (pod) => {
      taken.delete(keyOf(pod));
      for (const key of sights.keys()) if (key.startsWith(`${keyOf(pod)} `)) sights.delete(key);
    },
    since: (pod, dial, fromMs) => {
      const all = sights.get(`${keyOf(pod)} ${dial}`) ?? [];
      const first = all.findLastIndex(({ atMs }) => atMs < fromMs) + 1;
      return all.slice(first);
    },
    attempts: () => attempts,
  };
};

const sightOf = ([, startMs, , kind, proof, code]: BriefAttempt, offsetMs: number): Sight => ({ atMs: startMs + offsetMs, ageMs: startMs, is: isOpen(kind, proof), word: code ?? kind });

const isOpen = (kind: OutcomeKind, proof: Proof): Sight['is'] => {
  switch (kind) {
    case 'connected':
      return proof === 'echo' ? 'open' : 'unclear';
    case 'refused':
    case 'icmp-unreachable':
    case 'timed-out':
      return 'closed';
    case 'reset':
    case 'dns-error':
    case 'local-error':
      return 'unclear';
  }
};
