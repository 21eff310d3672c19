import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { skipUnlessCi } from '../../support/skip.ts';

/** A namespace with a packet filter of its own. */
const canIsolate = spawnSync('unshare', ['--net', 'ip6tables', '-L']).status === 0;

describe('probers before a rejecting packet filter', function () {
  this.timeout(20_000);

  let met: Record<string, string>;
  before(function () {
    if (!canIsolate) skipUnlessCi(this, 'tests before a packet filter', 'a network namespace with iptables takes root on Linux');
    const program = join(import.meta.dirname, 'programs/rejected.ts');
    met = JSON.parse(execFileSync('unshare', ['--net', process.execPath, program], { encoding: 'utf8' })) as Record<string, string>;
  });

  const table: readonly [rejection: string, outcome: string][] = [
    ['icmp-net-unreachable tcp', 'icmp-unreachable ENETUNREACH'],
    ['icmp-host-unreachable tcp', 'icmp-unreachable EHOSTUNREACH'],
    ['icmp-port-unreachable tcp', 'refused ECONNREFUSED'],
    ['icmp-net-prohibited tcp', 'icmp-unreachable ENETUNREACH'],
    ['icmp-host-prohibited tcp', 'icmp-unreachable EHOSTUNREACH'],
    ['icmp-admin-prohibited tcp', 'icmp-unreachable EHOSTUNREACH'],
    // A connected UDP socket is not told that a net or host is unreachable, since that may pass.
    ['icmp-net-unreachable udp', 'timed-out'],
    ['icmp-host-unreachable udp', 'timed-out'],
    ['icmp-port-unreachable udp', 'refused ECONNREFUSED'],
    ['icmp-net-prohibited udp', 'icmp-unreachable ENETUNREACH'],
    ['icmp-host-prohibited udp', 'icmp-unreachable EHOSTUNREACH'],
    ['icmp-admin-prohibited udp', 'icmp-unreachable EHOSTUNREACH'],
    // An answer to a SYN that comes while connect(2) still holds the socket is heard only for the second SYN, after
    // a second: on one node, a shorter timeout makes `timed-out` of these.
    ['icmp6-no-route tcp', 'icmp-unreachable ENETUNREACH'],
    ['icmp6-adm-prohibited tcp', 'icmp-unreachable EACCES'],
    ['icmp6-addr-unreachable tcp', 'icmp-unreachable EHOSTUNREACH'],
    ['icmp6-port-unreachable tcp', 'refused ECONNREFUSED'],
    ['icmp6-no-route udp', 'timed-out'],
    ['icmp6-adm-prohibited udp', 'icmp-unreachable EACCES'],
    ['icmp6-addr-unreachable udp', 'timed-out'],
    ['icmp6-port-unreachable udp', 'refused ECONNREFUSED'],
    // The same word as an ICMP message has, and no packet sent.
    ['no route', 'local-error ENETUNREACH'],
  ];
  for (const [rejection, outcome] of table) {
    it(`${rejection}: ${outcome}`, () => expect(met[rejection]).to.equal(outcome));
  }
});
