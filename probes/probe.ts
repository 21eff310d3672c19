import { randomUUID } from 'node:crypto';
import type { Dial, EndRecord, Orders, ProbePlan, StreakRecord } from './contract.ts';
import { createControlPort } from './control-port.ts';
import { createGate } from './gate.ts';
import type { Journal } from './journal.ts';
import type { Clock } from './prober.ts';
import { attemptDial } from './registry.ts';
import { createResponder } from './responder.ts';
import { maxInFlight, runSchedule } from './schedule.ts';
import { selfDials } from './self-dial.ts';
import { createStreaks, type Streaks } from './streaks.ts';

/** At first everybody waits for what we see; later once a second is often enough, and keeps the log short. */
const beatMs = { early: 250, late: 1000, lateAfter: 8000, ordered: 300 } as const;

/** A probe at work. */
export interface Probe {
  /** Begins with what is new and gives up what is not named any more. */
  readonly obey: (orders: Orders) => void;
  /** Writes what is known and the end record. */
  readonly stop: (reason: EndRecord['reason'], message?: string) => void;
}

/** A kubelet keeps 10 MiB of a log, and one who gives orders dials for long: how often, when and what is all that he asks. */
const brief = ({ t, dial, kind, proof, code, n, firstMs, lastMs, endMs, minMs, maxMs }: StreakRecord): StreakRecord => ({ t, dial, kind, proof, ...(code === undefined ? {} : { code }), n, firstMs, lastMs, endMs, minMs, maxMs });

/** Listens, then dials, and beats until it is stopped; it goes on listening when all dials are finished. */
export const startProbe = (plan: ProbePlan, ips: readonly string[], journal: Journal, now: Clock): Probe => {
  const responder = createResponder(plan.responder, now);
  const controlPort = createControlPort(now);
  const gate = createGate(maxInFlight);
  const own = [...plan.dials, ...(plan.selfDial ? selfDials(ips, plan.listen, randomUUID, plan.takesOrders ? 2500 : 500) : [])];
  const streaksOf = new Map<string, Streaks>();
  let ordered: ReadonlySet<string> = new Set();

  const begin = (dial: Dial, isOver: () => boolean): void => {
    const streaks = createStreaks(dial.id, plan.takesOrders ? (record) => journal.write(brief(record)) : journal.write);
    streaksOf.set(dial.id, streaks);
    void runSchedule(dial, { attempt: attemptDial, streaks, gate, now, isOver });
  };
  const writeSeen = (): number => {
    const { witnesses, unwitnessed } = responder.drain();
    // Whoever gives orders judges by what diallers say: twice the lines would say the same.
    for (const seen of [...controlPort.drain(), ...(plan.takesOrders ? [] : witnesses)]) journal.write(seen);
    return unwitnessed;
  };
  const beat = (): void => {
    const ms = now();
    for (const streaks of streaksOf.values()) streaks.flush();
    const unwitnessed = writeSeen();
    journal.write({ t: 'beat', ms, ...(unwitnessed === 0 ? {} : { unwitnessed }) });
    setTimeout(beat, pauseAt(ms));
  };
  const pauseAt = (ms: number): number => (plan.takesOrders ? beatMs.ordered : ms < beatMs.lateAfter ? beatMs.early : beatMs.late);
  const open = async (): Promise<void> => {
    const opening = [controlPort.listen(plan.controlPort), ...plan.listen.map(responder.listen)];
    for (const listening of await Promise.all(opening)) journal.write(listening);
    for (const dial of own) begin(dial, () => false);
  };
  // Both may only fail by a defect, which ends the process through `unhandledRejection`.
  void open();
  setTimeout(beat, beatMs.early);
  return {
    obey: ({ number, dials }) => {
      ordered = new Set(dials.map(({ id }) => id));
      for (const dial of dials) if (!streaksOf.has(dial.id)) begin(dial, () => !ordered.has(dial.id));
      journal.write({ t: 'ordered', number, ms: now() });
    },
    stop: (reason, message) => {
      for (const streaks of streaksOf.values()) streaks.close();
      writeSeen();
      journal.end(now(), reason, message);
    },
  };
};
