import type { Family, OutcomeKind } from './contract.ts';

/**
 * Where an errno came from. `kernel`: the call itself failed and no packet left, so that nothing was learnt about
 * the network. `wire`: it was reported later, because of what came back or did not.
 */
export type Origin = 'kernel' | 'wire';

/**
 * What the kernel makes of an ICMP error. Two of these it can also make alone, later than the call and in the same
 * words: EHOSTUNREACH when nobody answers ARP or neighbour discovery on the link (after about 3 s). Both mean that
 * the packet was not delivered, so they stay together.
 */
const icmp = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENONET', 'ENOPROTOOPT']);

/**
 * An errno as an outcome, for a connection that was not yet made.
 *
 * ECONNREFUSED is a RST, or an ICMP "port unreachable" (iptables' default REJECT): the kernel does not tell which.
 * EACCES comes from the wire only in IPv6 ("administratively prohibited"); no ICMPv4 message is translated to it.
 * EPERM is a local filter (a cgroup program, an OUTPUT rule, seccomp): it never comes from the wire.
 */
export const kindOf = (errno: string, origin: Origin, family: Family): OutcomeKind => {
  if (origin === 'kernel') return 'local-error';
  if (errno === 'ECONNREFUSED') return 'refused';
  if (errno === 'ECONNRESET' || errno === 'EPIPE') return 'reset';
  if (errno === 'ETIMEDOUT') return 'timed-out';
  if (icmp.has(errno) || (errno === 'EACCES' && family === 6)) return 'icmp-unreachable';
  return 'local-error';
};

const longestCode = 128;

/** An error's code and system call, cut to what fits into a record. */
export const wordsOf = (error: unknown): { code: string; syscall?: string } => {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  const word = (code ?? message).slice(0, longestCode);
  return syscall === undefined ? { code: word } : { code: word, syscall };
};
