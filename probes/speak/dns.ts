import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import { decode, type DecodedPacket, encode, RECURSION_DESIRED } from 'dns-packet';
import type { DnsDial } from '../contract.ts';
import type { Reading, Speech } from './speech.ts';

const headerBytes = 12;
const lengthBytes = 2;
const codes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

interface Question extends Pick<DnsDial, 'type'> {
  readonly name: string;
}

/** Counts in the header: questions, answers, then two sections that say nothing to us. */
const [answersAt, authoritiesAt] = [6, 8];

/** The first sections alone: what follows them may be cut off or of a type that nobody here knows. */
const decodeUntil = (message: Buffer, countsAt: number): DecodedPacket => {
  const head = Buffer.from(message);
  head.fill(0, countsAt, headerBytes);
  return decode(head);
};

const isAbout = (message: Buffer, { name, type }: Question, failed: boolean): boolean => {
  const [asked, ...others] = decodeUntil(message, answersAt).questions ?? [];
  // A server that cannot make sense of a query may answer without repeating it.
  if (asked === undefined) return failed;
  return others.length === 0 && asked.type === type && asked.name.toLowerCase() === name.toLowerCase();
};

const mostAddresses = 8;

/** All addresses of the type that was asked for, whatever aliases lead to them; none where the answers cannot be read. */
const addressesIn = (message: Buffer, type: Question['type']): readonly string[] => {
  try {
    const found = (decodeUntil(message, authoritiesAt).answers ?? []).flatMap((answer) => (answer.type === type ? answer.data : []));
    return [...new Set(found)].filter((address) => isIP(address) !== 0).slice(0, mostAddresses);
  } catch {
    return [];
  }
};

/** Reads a message as the answer to the query with this id and question. SERVFAIL and a truncated answer are answers. */
export const readDns = (message: Buffer, id: number, question: Question): Reading => {
  if (message.length < headerBytes || message.readUInt16BE(0) !== id) return 'foreign';
  const flags = message.readUInt16BE(2);
  const rcode = flags & 0xf;
  if ((flags & 0x8000) === 0) return 'foreign';
  try {
    if (!isAbout(message, question, rcode !== 0)) return 'foreign';
  } catch {
    return 'foreign';
  }
  const answers = rcode === 0 ? addressesIn(message, question.type) : [];
  return { proof: 'answer', code: codes[rcode] ?? `RCODE ${rcode}`, ...(answers.length === 0 ? {} : { answers }) };
};

/** One query, for the name whose turn it is. Over TCP it is preceded by its length. */
export const speakDns = ({ names, type, transport }: DnsDial, attempt: number): Speech => {
  const name = names[(attempt - 1) % names.length] ?? '';
  const question = { name: name.replace(/\.$/, ''), type };
  const id = randomInt(0x1_0000);
  const query = encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [question] });
  if (transport === 'udp') return { hello: query, read: (message) => readDns(message, id, question) };
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt16BE(query.length);
  return {
    hello: Buffer.concat([length, query]),
    read: (received) => {
      if (received.length < lengthBytes) return 'more';
      const end = lengthBytes + received.readUInt16BE(0);
      return received.length < end ? 'more' : readDns(received.subarray(lengthBytes, end), id, question);
    },
  };
};
