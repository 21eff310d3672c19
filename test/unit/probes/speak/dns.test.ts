import { expect } from 'chai';
import { type Answer, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet';
import { readDns, speakDns } from '../../../../probes/speak/dns.ts';
import type { Reading } from '../../../../probes/speak/speech.ts';

const id = 4711;
const question = { name: 'kubernetes.default.svc.cluster.local', type: 'A' } as const;
const answers: Answer[] = [{ type: 'A', name: question.name, data: '10.96.0.1' }];

const response = (fields: Parameters<typeof encode>[0], rcode = 0): Buffer => {
  const message = encode({ type: 'response', id, questions: [question], ...fields });
  message[3] = (message[3] ?? 0) | rcode;
  return message;
};

/** The same message, whose header speaks of one more record behind the answers. */
const promising = (message: Buffer): Buffer => {
  message.writeUInt16BE(1, 8);
  return message;
};

describe('readDns()', () => {
  const rows: readonly [what: string, message: Buffer, reading: Reading][] = [
    ['an answer', response({ answers }), { proof: 'answer', code: 'NOERROR', answers: ['10.96.0.1'] }],
    ['an answer without addresses', response({}), { proof: 'answer', code: 'NOERROR' }],
    ['an address by way of an alias, and of a type that nobody asked for', response({ answers: [{ type: 'CNAME', name: question.name, data: 'b.test' }, { type: 'AAAA', name: 'b.test', data: 'fd00::1' }, { type: 'A', name: 'b.test', data: '10.0.0.2' }] }), { proof: 'answer', code: 'NOERROR', answers: ['10.0.0.2'] }],
    ['more addresses than a line holds, one of them twice', response({ answers: [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => ({ type: 'A', name: question.name, data: `10.0.0.${last}` })) }), { proof: 'answer', code: 'NOERROR', answers: [0, 1, 2, 3, 4, 5, 6, 7].map((last) => `10.0.0.${last}`) }],
    ['an address before a section that makes no sense', Buffer.concat([promising(response({ answers })), Buffer.from([0xff])]), { proof: 'answer', code: 'NOERROR', answers: ['10.96.0.1'] }],
    ['an address in an answer that says that there is none', response({ answers }, 3), { proof: 'answer', code: 'NXDOMAIN' }],
    ['an address among what is added', response({ additionals: answers }), { proof: 'answer', code: 'NOERROR' }],
    ['a truncated answer that still holds an address', response({ flags: TRUNCATED_RESPONSE, answers }), { proof: 'answer', code: 'NOERROR', answers: ['10.96.0.1'] }],
    ['an answer in other letters', response({ questions: [{ ...question, name: question.name.toUpperCase() }] }), { proof: 'answer', code: 'NOERROR' }],
    ['no such name', response({}, 3), { proof: 'answer', code: 'NXDOMAIN' }],
    ['a failure', response({}, 2), { proof: 'answer', code: 'SERVFAIL' }],
    ['a refusal', response({}, 5), { proof: 'answer', code: 'REFUSED' }],
    ['a code without a name', response({}, 9), { proof: 'answer', code: 'RCODE 9' }],
    ['a truncated answer', response({ flags: TRUNCATED_RESPONSE, answers }).subarray(0, -6), { proof: 'answer', code: 'NOERROR' }],
    ['a failure without the question', response({ questions: [] }, 1), { proof: 'answer', code: 'FORMERR' }],
    ['an answer without the question', response({ questions: [] }), 'foreign'],
    ['another id', response({ id: id + 1 }), 'foreign'],
    ['another name', response({ questions: [{ ...question, name: 'other.test' }] }), 'foreign'],
    ['another type', response({ questions: [{ ...question, type: 'AAAA' }] }), 'foreign'],
    ['two questions', response({ questions: [question, question] }), 'foreign'],
    ['our own query', encode({ type: 'query', id, questions: [question] }), 'foreign'],
    ['a header that promises a question', response({}).subarray(0, 12), 'foreign'],
    ['too little for a header', Buffer.from([0x12, 0x67]), 'foreign'],
    ['text', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'), 'foreign'],
  ];
  for (const [what, message, reading] of rows) {
    it(`reads ${what} as ${typeof reading === 'string' ? reading : reading.code}`, () => {
      expect(readDns(message, id, question)).to.deep.equal(reading);
    });
  }
});

describe('speakDns()', () => {
  const dial = {
    prober: 'dns', names: [question.name], type: question.type, id: 'd', address: '127.0.0.1', port: 53, timeoutMs: 1, pausesMs: [], repeat: false,
  } as const;

  it('precedes the query by its length over TCP, and waits for the whole answer', () => {
    const { hello, read } = speakDns({ ...dial, transport: 'tcp' }, 1);
    const query = Buffer.from(hello as Uint8Array);
    expect(query.readUInt16BE(0)).to.equal(query.length - 2);

    const answer = response({ id: query.readUInt16BE(2), answers });
    const framed = Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 0xff]), answer]);
    for (let length = 0; length < framed.length; length += 1) expect(read(framed.subarray(0, length))).to.equal('more');
    expect(read(framed)).to.deep.equal({ proof: 'answer', code: 'NOERROR', answers: ['10.96.0.1'] });
  });

  it('reads addresses of IPv6 where it asked for them', () => {
    const asked = { ...question, type: 'AAAA' } as const;
    const message = response({ questions: [asked], answers: [...answers, { type: 'AAAA', name: question.name, data: 'fd00::1' }] });
    expect(readDns(message, id, asked)).to.deep.equal({ proof: 'answer', code: 'NOERROR', answers: ['fd00::1'] });
  });

  it('asks for its names in turn', () => {
    const asked = [1, 2, 3, 4, 5].map((attempt) => {
      const { hello } = speakDns({ ...dial, names: ['a.test', 'b.test'], transport: 'udp' }, attempt);
      return decode(Buffer.from(hello as Uint8Array)).questions?.[0]?.name;
    });
    expect(asked).to.deep.equal(['a.test', 'b.test', 'a.test', 'b.test', 'a.test']);
  });

  it('uses a new id for each query', () => {
    const ids = Array.from({ length: 20 }, () =>
      Buffer.from(speakDns({ ...dial, transport: 'udp' }, 1).hello as Uint8Array).readUInt16BE(0),
    );
    expect(new Set(ids).size).to.be.above(10);
  });
});
