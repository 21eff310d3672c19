/** What comes over the wire: logs of probes, plans, and what servers answer. */
import type { ProbePlan } from '../../../probes/contract.ts';
import { createJournal } from '../../../probes/journal.ts';
import { parseOrders, parsePlan } from '../../../probes/plan.ts';
import { PlanError } from '../../../probes/plan-fields.ts';
import { readDns } from '../../../probes/speak/dns.ts';
import { speakHttp } from '../../../probes/speak/http.ts';
import { speakMysql } from '../../../probes/speak/mysql.ts';
import { speakPostgres } from '../../../probes/speak/postgres.ts';
import { speakRedis } from '../../../probes/speak/redis.ts';
import { createLogReader } from '../../../src/interpret/log-reader.ts';
import type { PodLog } from '../../../src/model/recording.ts';
import { filesLike } from '../seeds.ts';
import { checkMessage, reads } from '../target.ts';
import type { Target } from '../target.ts';

const pod = { namespace: 'app', name: 'web' };

const wholeLog = (): string => {
  let text = '';
  const journal = createJournal((line) => {
    text += line;
  });
  journal.write({ t: 'hello', contract: 4, run: 'r', pod: 'web', ips: ['10.0.0.1'], wall: '2027-01-15T08:00:00.000Z' });
  journal.write({ t: 'listening', ms: 10, protocol: 'tcp', port: 8080 });
  journal.write({ t: 'streak', dial: 'd0', kind: 'timed-out', proof: 'none', n: 3, firstMs: 100, lastMs: 300, endMs: 1300, minMs: 1000, maxMs: 1000 });
  journal.write({ t: 'streak', dial: 'd1', kind: 'connected', proof: 'echo', n: 5, firstMs: 100, lastMs: 900, endMs: 905, by: { é: 5 }, minMs: 1, maxMs: 5 });
  journal.write({ t: 'accept', n: 1, from: '10.0.0.9', firstMs: 900, lastMs: 900 });
  journal.write({ t: 'beat', ms: 3000 });
  journal.end(4000, 'stopped');
  return text;
};

const readLog = (bytes: Buffer): PodLog => {
  const reader = createLogReader(pod, 'r');
  for (let at = 0; at < bytes.length; at += 100) reader.push(bytes.subarray(at, at + 100), 10_000);
  return reader.read();
};

const original = wholeLog();
const untouched = readLog(Buffer.from(original));
if (!untouched.whole) throw new Error(`the seed is no whole log: ${untouched.flaw}`);
const good = JSON.stringify(untouched.records);

/** What was changed on its way is no evidence, unless it says the same. */
const checkLog = (input: Buffer): void => {
  const log = readLog(input);
  if (log.flaw !== undefined) checkMessage(log.flaw);
  if (log.whole && JSON.stringify(log.records) !== good) throw new Error('a log that was changed is taken for whole');
};

const plan: ProbePlan = {
  contract: 4,
  run: 'r',
  pod: 'web',
  responder: 'abc',
  controlPort: 7000,
  listen: [{ protocol: 'tcp', port: 8080 }],
  selfDial: true,
  dials: [],
  lifeMs: 1000,
};

const isPlanError = (error: unknown): boolean => error instanceof PlanError;

const dnsAnswer = Buffer.from('123481800001000200000000076578616d706c6503636f6d0000010001c00c000100010000003c00040a000001c00c000100010000003c00040a000002', 'hex');
const greetings = [
  Buffer.from('4a0000000a382e302e33360008000000', 'hex'),
  Buffer.from('+PONG\r\n-NOAUTH Authentication required.\r\n'),
  Buffer.from('HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\n\r\n'),
  Buffer.from('S'),
  Buffer.from('EFATAL\0'),
];

export const wireTargets: readonly Target[] = [
  { name: 'a log', share: 18, seeds: () => [Buffer.from(original), ...filesLike('package.json')], check: checkLog },
  {
    name: 'a plan',
    share: 6,
    seeds: () => [Buffer.from(JSON.stringify(plan)), Buffer.from('{"number":1,"dials":[]}')],
    check: (input) => {
      reads(() => parsePlan(input.toString()), isPlanError);
      reads(() => parseOrders(input.toString()), isPlanError);
    },
  },
  {
    name: 'what a server answers',
    share: 16,
    seeds: () => [...greetings, dnsAnswer],
    check: (input) => {
      for (const { read } of [speakHttp(), speakMysql(), speakPostgres(), speakRedis()]) read(input);
      readDns(input, 0x1234, { name: 'example.com', type: 'A' });
      if (input.length >= 2) readDns(input, input.readUInt16BE(0), { name: 'example.com', type: 'AAAA' });
    },
  },
];
