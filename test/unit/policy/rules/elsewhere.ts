/** Rules that speak of time, or of how to probe: an answer to one question neither keeps nor breaks them. */
import type { Elsewhere } from './case.ts';

export const elsewhere: readonly Elsewhere[] = [
  { rule: 51, why: 'a policy that is deleted or changed is another index; the truth is told step by step', see: ['test/unit/policy/kubernetes-e2e/changes.ts'] },
  { rule: 52, why: 'a new pod must never be open first, and may be closed first: stretches of attempts become a startup exposure, or latency', see: ['test/unit/interpret/finality.test.ts', 'test/unit/compare/judge.test.ts'] },
  { rule: 54, why: 'a pod that terminates is an endpoint as any other: what is read from the cluster has no field for it', see: ['src/policy/pod-endpoint.ts', 'test/unit/policy/pod-endpoint.test.ts'] },
  { rule: 56, why: 'nodes may lag behind each other: an open cell is final only once its own node was seen to close', see: ['src/interpret/finality.ts', 'test/unit/interpret/finality.test.ts'] },
  { rule: 58, why: 'a refusal proves nothing without somebody who listens', see: ['test/unit/interpret/evidence.test.ts', 'test/unit/interpret/verdict.test.ts'] },
  { rule: 59, why: 'UDP is open on a reply that carries the nonce, and on nothing else', see: ['test/integration/probes/udp.test.ts'] },
  { rule: 60, why: 'each attempt takes a fresh source port', see: ['test/integration/probes/udp.test.ts', 'test/integration/probes/tcp.test.ts'] },
  { rule: 62, why: 'a Service without endpoints is no evidence of policy', see: ['test/unit/plan/targets/service.test.ts', 'test/unit/compare/canary/canary.test.ts'] },
];
