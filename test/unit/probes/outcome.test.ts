import { expect } from 'chai';
import type { Family, OutcomeKind } from '../../../probes/contract.ts';
import { kindOf, type Origin, wordsOf } from '../../../probes/outcome.ts';

describe('kindOf()', () => {
  const table: readonly [errno: string, origin: Origin, family: Family, kind: OutcomeKind][] = [
    ['ECONNREFUSED', 'wire', 4, 'refused'],
    ['ECONNREFUSED', 'wire', 6, 'refused'],
    ['ECONNRESET', 'wire', 4, 'reset'],
    ['EPIPE', 'wire', 4, 'reset'],
    ['ETIMEDOUT', 'wire', 4, 'timed-out'],
    // ICMP: host, net, host unknown, host isolated, protocol; "filtered" and "prohibited" arrive as EHOSTUNREACH.
    ['EHOSTUNREACH', 'wire', 4, 'icmp-unreachable'],
    ['ENETUNREACH', 'wire', 4, 'icmp-unreachable'],
    ['EHOSTDOWN', 'wire', 4, 'icmp-unreachable'],
    ['ENONET', 'wire', 4, 'icmp-unreachable'],
    ['ENOPROTOOPT', 'wire', 4, 'icmp-unreachable'],
    ['EHOSTUNREACH', 'wire', 6, 'icmp-unreachable'],
    // Only ICMPv6 has a message that becomes EACCES.
    ['EACCES', 'wire', 6, 'icmp-unreachable'],
    ['EACCES', 'wire', 4, 'local-error'],
    // No route, a prohibiting route, a filter on the socket: the call failed, and no packet left.
    ['ENETUNREACH', 'kernel', 4, 'local-error'],
    ['EHOSTUNREACH', 'kernel', 6, 'local-error'],
    ['EACCES', 'kernel', 6, 'local-error'],
    ['ECONNREFUSED', 'kernel', 4, 'local-error'],
    ['EPERM', 'kernel', 4, 'local-error'],
    // Nothing that the other side can cause.
    ['EPERM', 'wire', 4, 'local-error'],
    ['EADDRNOTAVAIL', 'wire', 4, 'local-error'],
    ['EADDRINUSE', 'wire', 4, 'local-error'],
    ['EMFILE', 'wire', 4, 'local-error'],
    ['ENFILE', 'wire', 4, 'local-error'],
    ['ENOBUFS', 'wire', 4, 'local-error'],
    ['ENOMEM', 'wire', 4, 'local-error'],
    ['EINVAL', 'wire', 4, 'local-error'],
    ['ECONNABORTED', 'wire', 4, 'local-error'],
    ['ESOMETHINGNEW', 'wire', 4, 'local-error'],
  ];
  for (const [errno, origin, family, kind] of table) {
    it(`is ${kind} for ${errno} from the ${origin} in IPv${family}`, () => {
      expect(kindOf(errno, origin, family)).to.equal(kind);
    });
  }
});

describe('wordsOf()', () => {
  it('gives code and system call of an errno', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    expect(wordsOf(error)).to.deep.equal({ code: 'ECONNREFUSED', syscall: 'connect' });
  });

  it('gives the message where there is no code, cut to what a record may hold', () => {
    expect(wordsOf(new Error('x'.repeat(500)))).to.deep.equal({ code: 'x'.repeat(128) });
  });
});
