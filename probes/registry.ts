import type { Dial, Outcome } from './contract.ts';
import { probeDns } from './dns.ts';
import type { Clock, Prober } from './prober.ts';
import { probeTcp } from './tcp.ts';
import { probeUdp } from './udp.ts';

type ProberOf<P extends Dial['prober']> = Prober<Extract<Dial, { readonly prober: P }>>;

/** One prober for each kind of dial. undici is loaded when HTTP is first asked for: it doubles the start time. */
const probers: { readonly [P in Dial['prober']]: ProberOf<P> } = {
  tcp: probeTcp,
  udp: probeUdp,
  dns: probeDns,
  http: async (dial, attempt, now) => (await import('./http.ts')).probeHttp(dial, attempt, now),
};

/** Tries a dial once with its own prober. */
export const attemptDial = (dial: Dial, attempt: number, now: Clock): Promise<Outcome> => {
  // The compiler does not see that a dial and the prober found by its own tag belong together.
  const prober = probers[dial.prober] as Prober<Dial>;
  return prober(dial, attempt, now);
};
