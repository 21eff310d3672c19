import { decode, encode, AUTHORITATIVE_ANSWER, type Answer, type Packet } from 'dns-packet';
import { internet } from './addresses.ts';

const nameError = 3;

/** The reply to a DNS query: every name below `.test` is the internet host, no other exists. Not DNS is echoed. */
export function answerOrEcho(message: Buffer): Buffer {
  const query = parse(message);
  if (query === undefined) return message;
  const questions = query.questions ?? [];
  const answers = questions.flatMap(({ name, type }): Answer[] => {
    if (!isOurs(name)) return [];
    if (type === 'A') return [{ name, type, ttl: 5, data: internet.v4 }];
    return type === 'AAAA' ? [{ name, type, ttl: 5, data: internet.v6 }] : [];
  });
  const rcode = questions.every(({ name }) => isOurs(name)) ? 0 : nameError;
  return encode({ type: 'response', id: query.id ?? 0, flags: AUTHORITATIVE_ANSWER | rcode, questions, answers });
}

function isOurs(name: string): boolean {
  return name.toLowerCase() === 'test' || name.toLowerCase().endsWith('.test');
}

function parse(message: Buffer): Packet | undefined {
  try {
    const packet = decode(message);
    return packet.type === 'query' && packet.questions?.length === 1 ? packet : undefined;
  } catch {
    return undefined;
  }
}
