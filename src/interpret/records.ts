/** The records that a probe's log may hold, checked field by field: a log is text from a pod, and is judged as such. */
import { z } from 'zod';
import type { ProbeRecord } from '../../probes/contract.ts';

const ms = z.number().min(0).max(1e10);
const count = z.int().min(0).max(1e9);
const word = z.string().max(256);
const port = z.int().min(1).max(65535);
const protocol = z.enum(['tcp', 'udp']);

const hello = z.object({ t: z.literal('hello'), contract: z.int(), run: word, pod: word, ips: z.array(word).max(16), wall: word });
const listening = z.object({ t: z.literal('listening'), protocol, port, ms, error: word.optional() });
const kind = z.enum(['connected', 'refused', 'reset', 'icmp-unreachable', 'timed-out', 'dns-error', 'local-error']);
const proof = z.enum(['echo', 'greeting', 'answer', 'none']);
const streak = z.object({
  t: z.literal('streak'),
  dial: word,
  kind,
  proof,
  code: word.optional(),
  syscall: word.optional(),
  n: count.min(1),
  firstMs: ms,
  lastMs: ms,
  endMs: ms,
  minMs: ms,
  maxMs: ms,
  local: word.optional(),
  remote: word.optional(),
  by: z.record(word, count).optional(),
  seen: word.optional(),
  answers: z.array(word).max(8).optional(),
});
const attempts = z.object({ t: z.literal('attempts'), of: z.array(z.tuple([word, ms, ms, kind, proof], word)).min(1).max(200) });
const ordered = z.object({ t: z.literal('ordered'), number: count, ms, error: z.string().max(1024).optional() });
const accept = z.object({ t: z.literal('accept'), n: count.min(1), from: word, firstMs: ms, lastMs: ms });
const witness = z.object({ t: z.literal('witness'), protocol, port, nonce: word, from: word, n: count.min(1), firstMs: ms, lastMs: ms });
const beat = z.object({ t: z.literal('beat'), ms, unwitnessed: count.optional() });
const end = z.object({
  t: z.literal('end'),
  ms,
  reason: z.enum(['stopped', 'life-over', 'bad-plan', 'crashed']),
  message: z.string().max(4096).optional(),
  lines: count,
  attempts: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Any record but the last. */
export const bodySchema = z.discriminatedUnion('t', [hello, listening, ordered, streak, attempts, accept, witness, beat]);

export const endSchema = end;

const recordSchema = z.discriminatedUnion('t', [hello, listening, ordered, streak, attempts, accept, witness, beat, end]);

/** @returns the record, or why the line is none */
export const parseRecord = (line: string): ProbeRecord | string => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'a line is not JSON';
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data as ProbeRecord;
  const [issue] = parsed.error.issues;
  return `a record is malformed at ${issue?.path.map(String).join('.') || 'its type'}`;
};
