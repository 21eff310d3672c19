import { randomUUID } from 'node:crypto';
import type { EndRecord, ProbePlan } from './contract.ts';
import { createControlPort } from './control-port.ts';
import { createGate } from './gate.ts';
import type { Journal } from './journal.ts';
import type { Clock } from './prober.ts';
import { attemptDial } from './registry.ts';
import { createResponder } from './responder.ts';
import { maxInFlight, runSchedule } from './schedule.ts';
import { selfDials } from './self-dial.ts';
import { createStreaks } from './streaks.ts';

/** At first everybody waits for what we see; later once a second is often enough, and keeps the log short. */
const beatMs = { early: 250, late: 1000, lateAfter: 8000 } as const;

/** A probe at work. */
export interface Probe {
  /** Writes what is known and the end record. */
  readonly stop: (reason: EndRecord['reason'], message?: string) => void;
}

/** Listens, then dials, and beats until it is stopped; it goes on listening when all dials are finished. */
export const startProbe = (plan: ProbePlan, ips: readonly string[], journal: Journal, now: Clock): Probe => {
  const responder = createResponder(plan.responder, now);
  const controlPort = createControlPort(now);
  const gate = createGate(maxInFlight);
  const dials = [...plan.dials, ...(plan.selfDial ? selfDials(ips, plan.listen, randomUUID) : [])];
  const recorded = dials.map((dial) => ({ dial, streaks: createStreaks(dial.id, journal.write) }));

  const writeSeen = (): number => {
    const { witnesses, unwitnessed } = responder.drain();
    for (const seen of [...controlPort.drain(), ...witnesses]) journal.write(seen);
    return unwitnessed;
  };
  const beat = (): void => {
    const ms = now();
    for (const { streaks } of recorded) streaks.flush();
    const unwitnessed = writeSeen();
    journal.write({ t: 'beat', ms, ...(unwitnessed === 0 ? {} : { unwitnessed }) });
    setTimeout(beat, ms < beatMs.lateAfter ? beatMs.early : beatMs.late);
  };
  const open = async (): Promise<void> => {
    const opening = [controlPort.listen(plan.controlPort), ...plan.listen.map(responder.listen)];
    for (const listening of await Promise.all(opening)) journal.write(listening);
    for (const { dial, streaks } of recorded) void runSchedule(dial, { attempt: attemptDial, streaks, gate, now });
  };
  // Both may only fail by a defect, which ends the process through `unhandledRejection`.
  void open();
  setTimeout(beat, beatMs.early);
  return {
    stop: (reason, message) => {
      for (const { streaks } of recorded) streaks.close();
      writeSeen();
      journal.end(now(), reason, message);
    },
  };
};
