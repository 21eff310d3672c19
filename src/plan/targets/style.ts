import type { Speak } from '../../../probes/contract.ts';
import type { DialStyle } from '../../model/plan.ts';

/** Real queries to the server itself: whatever it answers, it has answered. */
export const dnsStyle: DialStyle = { prober: 'dns', speak: 'nothing', pace: 'gentle' };

/** Somebody else's server: dialled gently, with its protocol's own greeting if one is known. */
export const styleOf = (speak: Exclude<Speak, 'echo' | 'nothing'> | 'dns' | undefined): DialStyle =>
  speak === 'dns' ? dnsStyle : { prober: 'tcp', speak: speak ?? 'nothing', pace: 'gentle' };

/** A responder of ours, which answers with our nonce and bears fast dialling. */
export const responderStyle = (transport: 'TCP' | 'UDP'): DialStyle => ({
  prober: transport === 'TCP' ? 'tcp' : 'udp',
  speak: 'echo',
  pace: 'fast',
});
