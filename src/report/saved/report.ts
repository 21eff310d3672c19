/** A report as `-o json` writes it, read back. Its JSON Schema is made from this, too. */
import { z } from 'zod';
import { paths } from '../../model/cell.ts';
import { cellStatuses, diagnoses, findingKinds } from '../../model/report.ts';
import type { RunReport } from '../../model/report.ts';
import { parseSaved } from './parse.ts';
import { assurance, cell, family, skip, transport, verdict } from './parts.ts';

const count = z.int().min(0);
const evidence = z.object({ strength: z.enum(['strong', 'weak', 'none']), by: z.string() });
const span = z.object({ firstMs: z.number(), lastMs: z.number() });

const answerWindow = z.object({ fromMs: z.number(), toMs: z.number(), open: count, closed: count, unclear: count });
const place = z.object({ namespaces: z.array(z.string()), nodes: z.array(z.string()) });

const destination = z.object({
  label: z.string(),
  address: z.string(),
  state: z.enum(['reachable', 'unreachable', 'intermittent', 'inconclusive']),
  doubt: z
    .enum(['not-final', 'endpoint-open', 'twin-not-open', 'probe-not-proven', 'path-not-proven', 'target-not-proven', 'nobody-there', 'source-reaches-nothing', 'not-settled', 'intercepted', 'changed', 'altered', 'not-run'])
    .optional(),
  reason: z.string().optional(),
  tally: z.object({ attempts: count, open: count, last: z.string(), firstAttemptMs: z.number(), latencyMs: z.object({ min: z.number(), max: z.number() }).optional(), answers: z.array(answerWindow).optional() }),
  evidence: z.object({ probe: evidence, path: evidence, target: evidence }).optional(),
  held: z.object({ fromMs: z.number(), toMs: z.number() }).optional(),
  exposure: span.optional(),
  lossy: z.literal(true).optional(),
  openedAfterMs: z.number().optional(),
});

const cellResult = z.object({
  cell,
  intent: verdict.optional(),
  policy: verdict.optional(),
  reality: z.object({ cell: z.string(), destinations: z.array(destination) }).optional(),
  status: z.enum(cellStatuses),
  evidence: z.enum(['strong', 'weak']).optional(),
  ends: z.object({ source: place, destinations: z.array(place) }).optional(),
});

const canaryCell = z.object({
  node: z.string(),
  partner: z.string(),
  direction: z.enum(['ingress', 'egress', 'peers', 'none']),
  placement: z.enum(['same-node', 'cross-node']),
  transport,
  path: z.enum(paths),
  family,
  verdict: z.enum(['allow', 'deny']),
  state: z.enum(['open', 'closed', 'now-and-then', 'unknown']),
  reason: z.string().optional(),
  attempts: count,
  through: count,
  rejected: z.boolean(),
  openUntilMs: z.number().optional(),
  openedAfterMs: z.number().optional(),
});

export const reportSchema = z.object({
  version: z.literal(1),
  netproof: z.string(),
  server: z.string(),
  run: z.string(),
  matrix: z.string(),
  startedAt: z.iso.datetime(),
  strict: z.boolean(),
  failOn: z.array(z.enum(findingKinds)).optional(),
  allowInconclusive: z.boolean().optional(),
  brokeOff: z.string().optional(),
  headline: z.string(),
  exitCode: z.literal([0, 1, 2, 3, 130]),
  counts: z.object({ cells: count, conforms: count, leak: count, overblock: count, inconclusive: count, vacuous: count, policyMismatch: count, startupExposure: count, skipped: count }),
  sources: z.array(z.string()),
  targets: z.array(z.string()),
  cells: z.array(cellResult),
  findings: z.array(z.object({ kind: z.enum(findingKinds), cell: z.string(), message: z.string(), reproduce: z.string().optional() })),
  canary: z.object({ diagnosis: z.object({ kind: z.enum(diagnoses), enforces: z.boolean().optional(), sentence: z.string() }), nodes: z.array(z.string()), cells: z.array(canaryCell) }).optional(),
  assurance: assurance.optional(),
  skips: z.array(skip),
  remarks: z.array(z.string()),
  leftovers: z.array(z.string()),
  phases: z.record(z.string(), z.number()),
  pods: count,
  apiCalls: count,
});

/** @throws NetproofError ERR_USAGE naming the first field that is wrong */
export const parseReport = (text: string, file: string): RunReport => parseSaved(reportSchema, 1, text, file) as RunReport;
