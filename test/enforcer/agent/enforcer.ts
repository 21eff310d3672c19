import { setTimeout as sleep } from 'node:timers/promises';
import { enforce } from '../faults/apply.ts';
import type { Moment, Situation } from '../faults/bend.ts';
import { chooseFault, type ChosenFault } from '../faults/choose.ts';
import type { FaultSpec } from '../faults/spec.ts';
import type { NodeIdentity } from '../semantics/compile.ts';
import { render } from '../ruleset/render.ts';
import type { View } from '../view/view.ts';

/** What the enforcer needs of the world. */
export interface World {
  readonly node: NodeIdentity;
  readonly arrivals: ReadonlyMap<string, number>;
  now(): number;
  load(ruleset: string): Promise<void>;
  forget(address: string): Promise<void>;
}

/** Changes come in bursts: the first of them waits this long for the others. */
const burstMs = 10;

/** Rules that could not be loaded are loaded again this much later: with no change to come, nothing else would. */
const retryAfterMs = 200;

/** Keeps a node's rules what its view and its fault make of them. */
export class Enforcer {
  readonly #world: World;
  #fault: ChosenFault | undefined;
  #sinceMs: number;
  #history: Moment[] = [];
  /** The newest rules that came into force, as far as that is known. */
  #loaded: string | undefined;
  #enforcing = false;
  #pending: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();
  #alarm: NodeJS.Timeout | undefined;
  readonly #cutOff = new Set<string>();

  constructor(world: World, fault: FaultSpec | undefined) {
    this.#world = world;
    this.#fault = fault && chooseFault(fault);
    this.#sinceMs = world.now();
  }

  /** Whether a complete ruleset has been loaded. */
  get isEnforcing(): boolean {
    return this.#enforcing;
  }

  get fault(): FaultSpec | undefined {
    return this.#fault?.spec;
  }

  /** Takes a new view of the cluster; in force as soon as what is awaited here is done. */
  async observe(view: View): Promise<void> {
    const moment = { atMs: this.#world.now(), view };
    this.#history = this.#fault === undefined ? [moment] : [...this.#history, moment];
    return this.refresh();
  }

  /** Puts another fault, or none, in force before it returns. @throws Error for one that does not exist */
  async setFault(spec: FaultSpec | undefined): Promise<void> {
    this.#fault = spec && chooseFault(spec);
    this.#sinceMs = this.#world.now();
    this.#cutOff.clear();
    this.#history = this.#history.slice(-1).map(({ view }) => ({ atMs: this.#sinceMs, view }));
    await this.refresh(0);
  }

  /** Compiles and loads again; calls that come meanwhile share the next time. */
  async refresh(afterMs: number = burstMs): Promise<void> {
    this.#pending ??= this.#next(afterMs);
    return this.#pending;
  }

  async #next(afterMs: number): Promise<void> {
    const before = this.#running;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running = promise;
    try {
      await Promise.all([before, afterMs === 0 ? undefined : sleep(afterMs)]);
      this.#pending = undefined;
      await this.#apply();
    } catch (error) {
      this.#wakeAt(this.#world.now() + retryAfterMs);
      throw error;
    } finally {
      resolve();
    }
  }

  async #apply(): Promise<void> {
    if (this.#history.length === 0) return;
    const { rules, cutOff, wakesAtMs } = enforce(this.#situation(), this.#fault);
    const ruleset = render(rules);
    if (ruleset !== this.#loaded) {
      // A load that fails may have put some of its rules in force.
      this.#loaded = undefined;
      await this.#world.load(ruleset);
      this.#loaded = ruleset;
      this.#enforcing = true;
    }
    this.#wakeAt(wakesAtMs);
    await this.#cut(cutOff);
  }

  async #cut(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      if (this.#cutOff.has(address)) continue;
      this.#cutOff.add(address);
      await this.#world.forget(address);
    }
  }

  #wakeAt(atMs: number | undefined): void {
    clearTimeout(this.#alarm);
    if (atMs !== undefined) this.#alarm = setTimeout(() => void this.refresh(0).catch(tell), Math.max(0, atMs - this.#world.now()));
  }

  #situation(): Situation {
    const { node, arrivals } = this.#world;
    return { node, arrivals, nowMs: this.#world.now(), sinceMs: this.#sinceMs, history: this.#history };
  }
}

/** What cannot be loaded leaves the rules of before in force, until the next try. */
export function tell(error: unknown): void {
  process.stderr.write(`${new Date().toISOString()} ${error instanceof Error ? error.message : String(error)}\n`);
}
