import { expect } from 'chai';
import { type Answer, encode, TRUNCATED_RESPONSE } from 'dns-packet';
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

describe('readDns()', () => {
  const rows: readonly [what: string, message: Buffer, reading: Reading][] = [
    ['an answer', response({ answers }), { proof: 'answer', code: 'NOERROR' }],
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
    expect(read(framed)).to.deep.equal({ proof: 'answer', code: 'NOERROR' });
  });

  it('uses a new id for each query', () => {
    const ids = Array.from({ length: 20 }, () =>
      Buffer.from(speakDns({ ...dial, transport: 'udp' }, 1).hello as Uint8Array).readUInt16BE(0),
    );
    expect(new Set(ids).size).to.be.above(10);
  });
});
