/**
 * Runs in a network namespace of its own, of which only loopback is up: each address and port is rejected by a rule
 * of the packet filter, in one way each. Prints what the probers make of it.
 */
import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import type { Family, Outcome } from '../../../../probes/contract.ts';
import { probeTcp } from '../../../../probes/tcp.ts';
import { probeUdp } from '../../../../probes/udp.ts';
import { now, tcpDial, udpDial } from '../dials.ts';

const rejections: readonly [family: Family, rejectWith: string][] = [
  [4, 'icmp-net-unreachable'],
  [4, 'icmp-host-unreachable'],
  [4, 'icmp-port-unreachable'],
  [4, 'icmp-net-prohibited'],
  [4, 'icmp-host-prohibited'],
  [4, 'icmp-admin-prohibited'],
  [6, 'icmp6-no-route'],
  [6, 'icmp6-adm-prohibited'],
  [6, 'icmp6-addr-unreachable'],
  [6, 'icmp6-port-unreachable'],
];
const addresses: Readonly<Record<Family, string>> = { 4: '127.0.0.1', 6: '::1' };
const firstPort = 20_000;

const wordsOf = ({ kind, code = '' }: Outcome): string => `${kind} ${code}`.trim();
const run = (program: string, ...args: string[]): unknown => execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });

// In a new namespace even loopback is down. Anywhere else the rules and the dials below would do harm.
if (Object.keys(networkInterfaces()).length > 0) throw new Error('Cannot go on outside of a network namespace of its own');
run('ip', 'link', 'set', 'lo', 'up');
const outcomes = rejections.flatMap(([family, rejectWith], index) => {
  const port = firstPort + index;
  for (const protocol of ['tcp', 'udp']) {
    run(family === 4 ? 'iptables' : 'ip6tables', '-A', 'INPUT', '-p', protocol, '--dport', String(port), '-j', 'REJECT', '--reject-with', rejectWith);
  }
  const dial = { address: addresses[family], timeoutMs: 2500 };
  const told = async (protocol: string, attempt: Promise<Outcome>): Promise<[string, string]> => [
    `${rejectWith} ${protocol}`,
    wordsOf(await attempt),
  ];
  return [told('tcp', probeTcp(tcpDial(port, dial), 1, now)), told('udp', probeUdp(udpDial(port, dial), 1, now))];
});
const noRoute = wordsOf(await probeTcp(tcpDial(9, { address: '192.0.2.1' }), 1, now));
process.stdout.write(JSON.stringify({ ...Object.fromEntries(await Promise.all(outcomes)), 'no route': noRoute }));
