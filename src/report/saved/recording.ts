/** A saved run, read back: text from a file becomes a recording, or an exact error. */
import { z } from 'zod';
import { bodySchema, endSchema } from '../../interpret/records.ts';
import type { Recording } from '../../model/recording.ts';
import { recordingVersion } from '../../model/recording.ts';
import { podRoles } from '../../model/plan.ts';
import { parseSaved } from './parse.ts';
import { assurance, cell, family, named, skip, transport, verdict } from './parts.ts';

const style = z.object({ prober: z.enum(['tcp', 'udp', 'dns', 'http']), speak: z.enum(['echo', 'redis', 'mysql', 'postgres', 'http', 'tls', 'nothing']), http: z.object({ scheme: z.enum(['http', 'https']), path: z.string(), trustCluster: z.boolean() }).optional(), pace: z.enum(['fast', 'steady', 'slow', 'sparse', 'gentle']) });

const destination = z.object({
  address: z.union([z.string(), z.object({ service: z.object(named), pod: z.object(named) }), z.object({ pod: z.object(named) }), z.object({ host: z.string() })]),
  port: z.int(),
  pods: z.array(z.object({ ...named, uid: z.string() })),
  node: z.string().optional(),
  nodes: z.array(z.string()).optional(),
  service: z.object(named).optional(),
  sticky: z.boolean().optional(),
  backends: z.array(z.object({ address: z.string(), port: z.int() })).optional(),
  liveness: z.enum(['stand-in', 'readiness', 'reached-only']),
  blindMs: z.number().optional(),
  label: z.string(),
});

const canaryQuestion = z.object({ from: z.object(named), node: z.string(), partner: z.string(), direction: z.enum(['ingress', 'egress', 'peers', 'none']) });

const plan = z.object({
  run: z.string(),
  matrix: z.object({ name: z.string(), file: z.string() }),
  families: z.array(family),
  policies: z.int().min(0),
  controlNamespace: z.string(),
  cells: z.array(z.object({ cell, intent: verdict.optional(), policy: verdict.optional(), style, destinations: z.array(destination), controlDials: z.boolean(), canary: canaryQuestion.optional() })),
  skips: z.array(skip),
  pods: z.array(
    z.object({
      ...named,
      role: z.enum(podRoles),
      serves: z.array(z.string()),
      labels: z.record(z.string(), z.string()),
      node: z.string(),
      listen: z.array(z.object({ protocol: z.enum(['tcp', 'udp']), port: z.int() })),
      ports: z.array(z.object({ name: z.string(), protocol: z.enum(['TCP', 'UDP', 'SCTP']), port: z.int() })).optional(),
      gated: z.boolean(),
      adoptableBy: z.string().optional(),
    }),
  ),
  uncovered: z.array(z.object({ node: z.string(), reason: z.string() })),
  remarks: z.array(z.string()),
  canary: z.object({ namespace: z.string(), nodes: z.array(z.string()), services: z.array(z.object({ ...named, selector: z.record(z.string(), z.string()) })) }).optional(),
  assurance: assurance.optional(),
  clusterCa: z.string().optional(),
  dnsServer: z.string().optional(),
});

const purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cell'), cells: z.array(z.object({ cell: z.string(), destination: z.int() })) }),
  z.object({ kind: z.literal('path'), path: z.enum(['pod-ip', 'cluster-ip']), node: z.string().optional() }),
  z.object({ kind: z.literal('reach'), address: z.string(), port: z.int() }),
  z.object({ kind: z.literal('resolve'), host: z.string() }),
  z.object({ kind: z.literal('decoy') }),
]);

const recordingSchema = z.object({
  version: z.literal(recordingVersion),
  netproof: z.string(),
  server: z.string(),
  startedAt: z.string(),
  plan,
  settings: z.object({ settleAttempts: z.int().min(1), settleHoldMs: z.number().min(0), openDeadlineMs: z.number(), observeDeadlineMs: z.number(), attemptTimeoutMs: z.number(), gentleTimeoutMs: z.number(), holdMs: z.number() }),
  dials: z.array(
    z.object({
      id: z.string(),
      from: z.object(named),
      purpose,
      style,
      transport,
      family,
      address: z.string(),
      port: z.int(),
      nonce: z.string(),
      budget: z.int().min(1).optional(),
      answeredBy: z.object(named).optional(),
    }),
  ),
  pods: z.array(
    z.object({ ...named, uid: z.string(), node: z.string(), ips: z.array(z.string()), responder: z.string(), altered: z.array(z.string()), knownMs: z.number().optional(), failure: z.string().optional() }),
  ),
  logs: z.array(
    z.object({ ...named, offsetMs: z.number(), records: z.array(bodySchema), end: endSchema.optional(), whole: z.boolean(), flaw: z.string().optional() }),
  ),
  targets: z.array(z.object({ ...named, uid: z.string(), readyThroughout: z.boolean() })),
  changes: z.array(
    z.object({ what: z.enum(['policy', 'other-policy', 'namespace-labels', 'target-pod', 'endpoints', 'node', 'unread']), namespace: z.string().optional(), name: z.string(), detail: z.string() }),
  ),
  controlPolicies: z.array(z.string()),
  observedUntilMs: z.number().optional(),
  brokeOff: z.string().optional(),
  phases: z.record(z.string(), z.number()),
  apiCalls: z.int(),
  apiRetries: z.int().optional(),
  leftovers: z.array(z.string()),
});

/** @throws NetproofError ERR_USAGE naming the first field that is wrong */
export const parseRecording = (text: string, file: string): Recording => parseSaved(recordingSchema, recordingVersion, text, file) as Recording;
