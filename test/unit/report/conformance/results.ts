/** A result that has every outcome, for the renderers' tests. */
import type { CaseResult, ConformanceResult, StepResult } from '../../../../src/conformance/result/result.ts';
import { renamed } from '../../../support/named.ts';
import { nasty as steeringText } from '../reports.ts';

const removed: StepResult = { does: 'remove its policies', outcome: 'enforced', cells: 68, wrong: [], toAllowMs: 30 };

const aCase = (id: string, given: Partial<CaseResult> & Pick<CaseResult, 'title' | 'feature'>): CaseResult => ({
  id,
  profile: 'quick',
  tags: [],
  outcome: 'enforced',
  steps: [{ does: `apply x/${id.replace(/.*\//, '')}`, outcome: 'enforced', cells: 68, wrong: [], toBlockMs: 12 }, removed],
  attempts: 2000,
  durationMs: 4210,
  ...given,
});

export const cases = {
  enforced: aCase('peers/pod', { title: 'podSelector selects pods of the policy’s own namespace', feature: 'peers by pod' }),
  leaking: aCase('peers/namespace-and-pod', {
    title: 'namespaceSelector and podSelector in one peer must both match',
    feature: 'peers by namespace and pod',
    outcome: 'leaks',
    reason: 'apply x/from-y-b: y/a -> x/a.1 TCP/8080 IPv4 is open, and 1 more',
    steps: [
      {
        does: 'apply x/from-y-b',
        outcome: 'leaks',
        reason: 'y/a -> x/a.1 TCP/8080 IPv4 is open, and 1 more',
        cells: 68,
        wrong: [
          { cell: 'y/a -> x/a.1 TCP/8080 IPv4', expected: 'deny', saw: 'echo', fromNode: 'node1', toNode: 'node2' },
          { cell: 'y/c -> x/a.2 UDP/8080 IPv4', expected: 'deny', saw: 'timed-out', fromNode: 'node1', toNode: 'node1', nowAndThen: { wrong: 1, of: 81 } },
        ],
        toBlockMs: 30_000,
      },
      removed,
    ],
  }),
  overBlocking: aCase('startup/burst', {
    title: 'fresh pods are protected <from> their first instant & reach what is allowed',
    feature: 'startup',
    profile: 'standard',
    outcome: 'over-blocks',
    reason: 'start 5 pods like x/a: x/a.1 -> y/b TCP/8080 IPv6 is closed',
    steps: [
      { does: 'start 5 pods like x/a', outcome: 'over-blocks', reason: 'x/a.1 -> y/b TCP/8080 IPv6 is closed', cells: 20, wrong: [{ cell: 'x/a.1 -> y/b TCP/8080 IPv6', expected: 'allow', saw: 'timed-out', fromNode: 'node1', toNode: 'node2' }], exposureMs: 0, reading: 'blocks do not mean pods' },
      removed,
    ],
  }),
  owed: aCase('reuse/finished', { title: 'an address of a finished pod is nobody’s', feature: 'reuse of addresses', profile: 'standard', outcome: 'not-testable', reason: 'another pod gets the address of y/b: the address was not given again in 20 s', steps: [{ does: 'another pod gets the address of y/b', outcome: 'not-testable', reason: 'the address was not given again in 20 s', cells: 0, wrong: [] }] }),
  beyond: aCase('families/ipv6', { title: 'IPv6 is restricted as IPv4 is', feature: 'families', outcome: 'not-testable', beyondCluster: true, reason: 'apply x/ipv6: this cluster has no IPv6', steps: [{ does: 'apply x/ipv6', outcome: 'not-testable', beyondCluster: true, reason: 'this cluster has no IPv6', cells: 0, wrong: [] }] }),
};

export const resultOf = (played: readonly CaseResult[], given: Partial<ConformanceResult> = {}): ConformanceResult => ({
  netproof: '0.1.0',
  server: 'v1.34.2',
  startedAt: '2026-11-22T03:04:05.678Z',
  profile: 'standard',
  nodes: ['node1', 'node2'],
  families: [4],
  sets: 4,
  cases: played,
  cells: 3120,
  attempts: 245_000,
  wallMs: 104_321,
  phases: { launch: 9000, play: 90_000, 'tear down': 5321 },
  apiCalls: 900,
  notPlayed: [],
  leftovers: [],
  ...given,
});

export const mixed = (given: Partial<ConformanceResult> = {}): ConformanceResult =>
  resultOf(Object.values(cases), { notPlayed: [{ feature: 'SCTP', reason: 'probes do not speak it' }], ...given });

/** What would steer a terminal, and what XML forbids. */
export const nasty = `${steeringText}\u0000]]> "'&<y>\ud800`;

/** Everything that a person, a cluster or a probe's log can name. */
export const hostile = (): ConformanceResult => ({ ...renamed(mixed({ leftovers: ['namespace x-1'], brokeOff: 'the API server has gone' }), (text) => `${text}${nasty}`), phases: { [nasty]: 1 } });
