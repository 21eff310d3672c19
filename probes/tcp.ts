import type { TcpDial } from './contract.ts';
import type { Prober } from './prober.ts';
import { speeches } from './speak/speeches.ts';
import { exchangeOverTcp } from './tcp-exchange.ts';

/** Connects, then speaks. What is to be said is made before the clock starts. */
export const probeTcp: Prober<TcpDial> = async (dial, attempt, now) => {
  const speech = dial.speak === 'nothing' ? undefined : await speeches[dial.speak](dial, attempt);
  return exchangeOverTcp(dial, speech, now);
};
