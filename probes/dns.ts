import type { DnsDial, Outcome } from './contract.ts';
import type { Prober } from './prober.ts';
import { sourcePorts } from './source-ports.ts';
import { speakDns } from './speak/dns.ts';
import { exchangeOverTcp } from './tcp-exchange.ts';
import { exchangeOverUdp } from './udp-exchange.ts';

/** Somebody answers there, though not our question. */
const asDnsError = (outcome: Outcome): Outcome =>
  outcome.code === 'unexpected-answer' ? { ...outcome, kind: 'dns-error' } : outcome;

/** One real query to the given server. The kernel's and Node's resolvers have no part in it. */
export const probeDns: Prober<DnsDial> = async (dial, attempt, now) =>
  dial.transport === 'tcp'
    ? exchangeOverTcp(dial, speakDns(dial, attempt), now)
    : asDnsError(await exchangeOverUdp({ ...dial, from: sourcePorts(dial.id, attempt) }, speakDns(dial, attempt), now));
