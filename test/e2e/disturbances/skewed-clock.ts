/** Preloaded into a netproof: its wall clock is wrong by NETPROOF_TEST_SKEW_MS, as on a machine without NTP. */
const skewMs = Number(process.env['NETPROOF_TEST_SKEW_MS']);
const RightDate = Date;

globalThis.Date = class extends RightDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [RightDate.now() + skewMs] : given) as [number]));
  }

  static override now(): number {
    return RightDate.now() + skewMs;
  }
} as DateConstructor;
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + skewMs });
