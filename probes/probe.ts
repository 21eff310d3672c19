import { randomUUID } from 'node:crypto';
import { createBriefs } from './briefs.ts';
import type { Dial, EndRecord, Orders, ProbePlan } from './contract.ts';
import { createControlPort } from './control-port.ts';
import { createGate } from './gate.ts';
import type { Journal } from './journal.ts';
import type { Clock } from './prober.ts';
import type { Recorder } from './recorder.ts';
import { attemptDial } from './registry.ts';
import { createResponder } from './responder.ts';
import { maxInFlight, runSchedule } from './schedule.ts';
import { selfDials } from './self-dial.ts';
import { createStreaks } from './streaks.ts';

/** At first everybody waits for what we see; later once a second is often enough, and keeps the log short. */
const beatMs = { early: 250, late: 1000, lateAfter: 8000 } as const;

/** A probe at work. */
export interface Probe {
  /** Begins with what is new and gives up what is not named any more. */
  readonly obey: (orders: Orders) => void;
  /** Writes what is known and the end record. */
  readonly stop: (reason: EndRecord['reason'], message?: string) => void;
}

/** Listens, then dials, and beats until it is stopped; it goes on listening when all dials are finished. */
export const startProbe = (plan: ProbePlan, ips: readonly string[], journal: Journal, now: Clock): Probe => {
  const responder = createResponder(plan.responder, now);
  const controlPort = createControlPort(now);
  const gate = createGate(maxInFlight);
  const own = [...plan.dials, ...(plan.selfDial ? selfDials(ips, plan.listen, randomUUID, plan.takesOrders ? 4000 : 500) : [])];
  const briefs = createBriefs(journal.write);
  const recorders = new Map<string, Recorder>();
  let ordered: ReadonlySet<string> = new Set();

  const begin = async (dial: Dial, isOver: () => boolean): Promise<void> => {
    const recorder = plan.takesOrders ? briefs.recorderFor(dial.id) : createStreaks(dial.id, journal.write);
    recorders.set(dial.id, recorder);
    await runSchedule(dial, { attempt: attemptDial, recorder, gate, now, isOver });
    // Who was given up may be ordered again.
    if (isOver()) recorders.delete(dial.id);
  };
  const writeSeen = (): number => {
    const { witnesses, unwitnessed } = responder.drain();
    // Whoever gives orders judges by what diallers say: twice the lines would say the same.
    for (const seen of [...controlPort.drain(), ...(plan.takesOrders ? [] : witnesses)]) journal.write(seen);
    return unwitnessed;
  };
  const beat = (): void => {
    const ms = now();
    for (const recorder of recorders.values()) recorder.flush();
    const unwitnessed = writeSeen();
    journal.write({ t: 'beat', ms, ...(unwitnessed === 0 ? {} : { unwitnessed }) });
    setTimeout(beat, pauseAt(ms));
  };
  const pauseAt = (ms: number): number => (ms < beatMs.lateAfter ? beatMs.early : beatMs.late);
  const open = async (): Promise<void> => {
    const opening = [controlPort.listen(plan.controlPort), ...plan.listen.map(responder.listen)];
    for (const listening of await Promise.all(opening)) journal.write(listening);
    for (const dial of own) void begin(dial, () => false);
  };
  // These may only fail by a defect, which ends the process through `unhandledRejection`.
  void open();
  setTimeout(beat, beatMs.early);
  return {
    obey: ({ number, dials }) => {
      ordered = new Set(dials.map(({ id }) => id));
      for (const dial of dials) if (!recorders.has(dial.id)) void begin(dial, () => !ordered.has(dial.id));
      journal.write({ t: 'ordered', number, ms: now() });
    },
    stop: (reason, message) => {
      for (const recorder of recorders.values()) recorder.close();
      writeSeen();
      journal.end(now(), reason, message);
    },
  };
};
