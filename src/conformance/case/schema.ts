/** The grammar of a case's file. Unknown keys are mistakes: what is misspelt would silently not be played. */
import { z } from 'zod';
import { duration } from '../../yaml/duration.ts';
import { dns1123, labelKey, labelValue } from '../../yaml/names.ts';
import { waysOf } from '../world/ways.ts';
import { isPodKey, namespaces, podKeys, subject } from '../world/world.ts';
import type { NamespaceKey, PodKey } from '../world/world.ts';
import { profiles } from './case.ts';
import { expectedOf } from './expected.ts';
import { isMeant, parseLine } from './line.ts';
import type { Line } from './line.ts';

const text = z.string().min(1);
const isNamespaceKey = (key: string): key is NamespaceKey => namespaces.some((namespace) => namespace === key);
const pod = z.string().refine(isPodKey, `must be a pod of the world: ${podKeys.join(', ')}`);
const single = pod.refine((key) => key !== subject, `must not be ${subject}: it runs on every node, and has no one address`);
const place = z.string().refine((key): key is PodKey | NamespaceKey => isPodKey(key) || isNamespaceKey(key), 'must be a pod or a namespace of the world');
const labels = z.record(labelKey, labelValue);

const ways = waysOf([4, 6], 'full both');

const readLine = (written: string): Line | string => {
  const read = parseLine(written);
  return typeof read === 'string' || ways.some((way) => isMeant(read, way)) ? read : 'means no way that anybody dials';
};

const line = z.string().transform((written, context): Line => {
  const read = readLine(written);
  if (typeof read !== 'string') return read;
  context.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});
const lines = z.array(line).default([]);

/** What stands in `spec` is the policy's own grammar. */
const manifest = z.strictObject({
  apiVersion: z.literal('networking.k8s.io/v1', 'must be networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy', 'must be NetworkPolicy'),
  metadata: z.strictObject({ name: dns1123, namespace: z.enum(namespaces, `must be ${namespaces.join(', ')}`) }),
  spec: z.record(z.string(), z.unknown()),
});

const written = z.strictObject({
  does: text.optional(),
  remove: z.array(z.string()).default([]),
  apply: z.array(manifest).default([]),
  label: z.array(z.strictObject({ of: place, set: labels.default({}), unset: z.array(labelKey).default([]) })).default([]),
  recreate: z.array(pod).default([]),
  finish: z.array(single).default([]),
  pending: z.array(pod).default([]),
  inherit: z.strictObject({ from: single, labels }).optional(),
  burst: z.strictObject({ like: pod, pods: z.int().min(1).max(20), for: duration }).optional(),
  hold: duration.optional(),
  deny: lines,
  allow: lines,
  or: z.array(z.strictObject({ reading: text, deny: lines, allow: lines })).default([]),
});
export type WrittenStep = z.infer<typeof written>;

const step = written.superRefine(({ burst, ...expectation }, context) => {
  if (burst === undefined || ways.some((way) => way.from === burst.like && expectedOf(expectation, way) === 'allow')) return;
  context.addIssue({ code: 'custom', path: ['burst'], message: `nothing that ${burst.like} dials is allowed: a pod without network would look the same` });
});

export const caseSchema = z.strictObject({
  title: text,
  feature: text,
  profile: z.enum(profiles, `must be ${profiles.join(', ')}`),
  tags: z.array(z.string().regex(/^[a-z0-9-]+$/, 'must be a word of small letters, digits and -')).default([]),
  source: text.optional(),
  steps: z.array(step).min(1),
});
