import { decode, encode, type RecordType } from 'dns-packet';
import { expect } from 'chai';
import { answerOrEcho } from '../../cluster/network/outside-dns.ts';

function ask(name: string, type: RecordType): { rcode: number; answers: unknown[] } {
  const reply = decode(answerOrEcho(encode({ type: 'query', id: 7, questions: [{ type, name }] })));
  expect(reply.id).to.equal(7);
  return { rcode: (reply.flags ?? 0) & 15, answers: (reply.answers ?? []).map((answer) => ('data' in answer ? answer.data : undefined)) };
}

describe('answerOrEcho()', () => {
  for (const { name, type, rcode, answers } of [
    { name: 'www.internet.test', type: 'A', rcode: 0, answers: ['203.0.113.10'] },
    { name: 'WWW.INTERNET.TEST', type: 'AAAA', rcode: 0, answers: ['2001:db8::10'] },
    { name: 'www.internet.test', type: 'MX', rcode: 0, answers: [] },
    { name: 'www.example', type: 'A', rcode: 3, answers: [] },
    { name: 'nottest', type: 'A', rcode: 3, answers: [] },
  ] as const) {
    it(`answers ${type} ${name} with rcode ${rcode}, ${answers.length} records`, () => {
      expect(ask(name, type)).to.deep.equal({ rcode, answers });
    });
  }

  it('echoes what is no DNS', () => {
    expect(answerOrEcho(Buffer.from('nonce')).toString()).to.equal('nonce');
  });
});
