/** What each fault turns under the standing policies: closed to open, unless it says otherwise. All pairs are of namespaces `faults-…`. */
import type { FaultSpec } from '../../enforcer/faults/spec.ts';

export interface Turn {
  readonly fault: FaultSpec;
  readonly turns: string;
  readonly to?: 'closed';
  /** Stays closed, or open. */
  readonly leaves: string;
}

export const turns: readonly Turn[] = [
  { fault: { model: 'FM-NODE-DEAD', nodes: ['node2'] }, turns: 'y/a → faults-x/b TCP/8080 IPv4', leaves: 'y/a → faults-x/c TCP/8080 IPv4' },
  { fault: { model: 'FM-INGRESS-IGNORED' }, turns: 'z/b → faults-x/a TCP/8080 IPv6', leaves: 'x/a → faults-z/c TCP/8080 IPv6' },
  { fault: { model: 'FM-EGRESS-IGNORED', family: 4 }, turns: 'x/a → faults-z/c TCP/8080 IPv4', leaves: 'x/a → faults-z/c TCP/8080 IPv6' },
  { fault: { model: 'FM-FIRST-ACCEPT', variant: 'egress' }, turns: 'z/c → faults-x/a TCP/8080 IPv4', leaves: 'z/c → faults-x/b TCP/8080 IPv4' },
  { fault: { model: 'FM-FIRST-ACCEPT', variant: 'egress-always' }, turns: 'z/c → faults-x/b TCP/8080 IPv4', leaves: 'z/b → faults-x/b TCP/8080 IPv4' },
  { fault: { model: 'FM-FIRST-ACCEPT', variant: 'mirror-always' }, turns: 'x/b → faults-y/b TCP/8080 IPv6', leaves: 'x/b → faults-y/b TCP/8081 IPv6' },
  { fault: { model: 'FM-SAMENODE-OPEN' }, turns: 'z/c → faults-x/a TCP/8080 IPv4', leaves: 'z/b → faults-x/a TCP/8080 IPv4' },
  { fault: { model: 'FM-SAMENODE-OPEN', variant: 'pod-ip' }, turns: 'z/c → faults-x/a TCP/8080 IPv6', leaves: 'z/c → faults-x/a by Service IPv6' },
  { fault: { model: 'FM-SAMENODE-SVC' }, turns: 'z/c → faults-x/a by Service IPv4', leaves: 'z/c → faults-x/a TCP/8080 IPv4' },
  { fault: { model: 'FM-PROTO', variant: 'a' }, turns: 'y/a → faults-x/a UDP/8080 IPv4', leaves: 'y/a → faults-x/a TCP/8081 IPv4' },
  { fault: { model: 'FM-PROTO', variant: 'b' }, turns: 'z/b → faults-z/c UDP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/c TCP/8080 IPv4' },
  { fault: { model: 'FM-PROTO', variant: 'c' }, turns: 'z/b → faults-y/b UDP/8080 IPv4', leaves: 'z/b → faults-y/b TCP/8081 IPv4' },
  { fault: { model: 'FM-V6', variant: 'a' }, turns: 'z/b → faults-x/a TCP/8080 IPv6', leaves: 'z/b → faults-x/a TCP/8080 IPv4' },
  { fault: { model: 'FM-V6', variant: 'b' }, turns: 'z/b → faults-z/c TCP/8080 IPv6', to: 'closed', leaves: 'z/b → faults-z/c TCP/8080 IPv4' },
  { fault: { model: 'FM-V6', variant: 'd' }, turns: 'z/b → faults-y/b TCP/8081 IPv6', leaves: 'z/b → faults-y/b TCP/8081 IPv4' },
  { fault: { model: 'FM-EXCEPT', variant: 'a' }, turns: 'z/a → faults-z/c TCP/8080 IPv4', leaves: 'z/a → faults-z/c TCP/8080 IPv6' },
  { fault: { model: 'FM-EXCEPT', variant: 'b' }, turns: 'z/a → faults-z/c UDP/8080 IPv4', leaves: 'z/a → faults-z/c UDP/8080 IPv6' },
  { fault: { model: 'FM-EXCEPT', variant: 'd' }, turns: 'z/a → internet TCP/7 IPv4', to: 'closed', leaves: 'z/b → internet TCP/7 IPv4' },
  { fault: { model: 'FM-PEER-LOGIC', variant: 'a' }, turns: 'y/b → faults-y/a TCP/8080 IPv4', leaves: 'y/c → faults-y/a TCP/8080 IPv4' },
  { fault: { model: 'FM-SELECTOR-OP', variant: 'a' }, turns: 'z/c → faults-z/b TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/c TCP/8080 IPv4' },
  { fault: { model: 'FM-EMPTY-PEERSET', variant: 'open' }, turns: 'z/b → faults-y/c TCP/8080 IPv4', leaves: 'z/b → faults-y/a TCP/8080 IPv4' },
  { fault: { model: 'FM-EMPTY-PEERSET', variant: 'vanish' }, turns: 'z/b → faults-y/c TCP/8080 IPv6', leaves: 'z/b → faults-y/a TCP/8080 IPv6' },
  { fault: { model: 'FM-PORT', variant: 'a' }, turns: 'z/b → faults-y/b TCP/8081 IPv4', leaves: 'z/b → faults-y/a TCP/8080 IPv4' },
  { fault: { model: 'FM-RESTART', variant: 'b', windowMs: 60_000 }, turns: 'z/b → faults-z/c TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/b TCP/8080 IPv4' },
  { fault: { model: 'FM-RESTART', variant: 'c', windowMs: 60_000 }, turns: 'z/c → faults-z/b TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-y/b TCP/8080 IPv4' },
  { fault: { model: 'CLOSED' }, turns: 'y/a → faults-x/a TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/c TCP/8080 IPv4' },
  { fault: { model: 'ALL-CLOSED' }, turns: 'z/b → faults-z/c TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/b TCP/8080 IPv4' },
  { fault: { model: 'ENV-NOT-LISTENING', label: 'pod=c', port: 8080 }, turns: 'z/b → faults-z/c TCP/8080 IPv4', to: 'closed', leaves: 'z/b → faults-z/c TCP/8081 IPv4' },
];

/** Something that opens a pair for a right enforcer, and that a fault does not see. */
export interface Sight {
  readonly model: string;
  readonly variant: string;
  readonly windowMs?: number;
  readonly delayMs?: number;
  /** What kubectl is told. */
  readonly act: readonly string[];
  /** What takes it back; otherwise the policy `port` is applied again. */
  readonly undo?: readonly string[];
  readonly pair: string;
}

export const sights: readonly Sight[] = [
  { model: 'FM-LABEL-STALE', variant: 'peer-add', act: ['label', 'pod', 'c', '-n', 'faults-z', 'role=client'], undo: ['label', 'pod', 'c', '-n', 'faults-z', 'role-'], pair: 'z/c → faults-y/c TCP/8080 IPv4' },
  { model: 'FM-NSLABEL-STALE', variant: 'add', act: ['label', 'namespace', 'faults-z', 'team=blue'], undo: ['label', 'namespace', 'faults-z', 'team-'], pair: 'z/b → faults-x/a TCP/8080 IPv4' },
  { model: 'FM-POLICY-DELETE-IGNORED', variant: 'plain', act: ['delete', 'networkpolicy', 'port', '-n', 'faults-y'], pair: 'z/b → faults-y/b TCP/8081 IPv4' },
  { model: 'FM-LAST-POLICY', variant: 'stays', act: ['delete', 'networkpolicy', 'port', '-n', 'faults-y'], pair: 'z/b → faults-y/b TCP/8081 IPv6' },
  { model: 'FM-RESTART', variant: 'd', windowMs: 60_000, act: ['delete', 'networkpolicy', 'port', '-n', 'faults-y'], pair: 'z/b → faults-y/b TCP/8081 IPv4' },
  { model: 'NULL-REJECT', variant: 'drop', delayMs: 60_000, act: ['delete', 'networkpolicy', 'port', '-n', 'faults-y'], pair: 'z/b → faults-y/b TCP/8081 IPv4' },
];
