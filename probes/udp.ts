import type { UdpDial } from './contract.ts';
import type { Prober } from './prober.ts';
import { sourcePorts } from './source-ports.ts';
import { speakEcho } from './speak/echo.ts';
import { exchangeOverUdp } from './udp-exchange.ts';

/** A datagram with a nonce. Silence is `timed-out`, never "open": only a reply is `connected`. */
export const probeUdp: Prober<UdpDial> = (dial, attempt, now) =>
  exchangeOverUdp({ ...dial, from: sourcePorts(dial.id, attempt) }, speakEcho(dial.nonce, attempt, ''), now);
