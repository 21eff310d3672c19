import { expect } from 'chai';
import { speakEcho } from '../../../../probes/speak/echo.ts';
import { speakHttp } from '../../../../probes/speak/http.ts';
import { speakMysql } from '../../../../probes/speak/mysql.ts';
import { speakPostgres } from '../../../../probes/speak/postgres.ts';
import { speakRedis } from '../../../../probes/speak/redis.ts';
import { speakTls } from '../../../../probes/speak/tls.ts';
import { foreign, itReads } from './table.ts';

const mysqlPacket = (payload: Buffer, sequence = 0): Buffer =>
  Buffer.concat([Buffer.from([payload.length & 0xff, payload.length >> 8, 0, sequence]), payload]);
const mysqlError = (code: number, message: string): Buffer =>
  mysqlPacket(Buffer.concat([Buffer.from([0xff, code & 0xff, code >> 8]), Buffer.from(message)]));
const postgresError = (fields: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + fields.length);
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(fields, 'latin1')]);
};

describe('speakEcho() over TCP', () => {
  const request = 'netproof/1 nonce-nonce.3';
  itReads(() => speakEcho('nonce-nonce', 3, '\n'), [
    ['an answer', `${request} server-a 127.0.0.1\n`, { proof: 'echo', by: 'server-a', seen: '127.0.0.1' }],
    ['an answer over IPv6', `${request} server-a fd00::7\n`, { proof: 'echo', by: 'server-a', seen: 'fd00::7' }],
    ['a plain echo', `${request}\n`, { proof: 'echo' }],
    ['the answer to another attempt', 'netproof/1 nonce-nonce.33 server-a 127.0.0.1\n', 'foreign'],
    ['the answer to another nonce', 'netproof/1 nonce-other.3 server-a 127.0.0.1\n', 'foreign'],
    ['an answer that saw no address', `${request} server-a nowhere\n`, 'foreign'],
    ['an answer without an end', `${request} server-a 127.0.0.1`, 'more'],
    ['a line of somebody else', 'hello\n', 'foreign'],
  ]);
});

describe('speakEcho() over UDP', () => {
  const { read } = speakEcho('nonce-nonce', 3, '');
  const whole = 'netproof/1 nonce-nonce.3 server-a 127.0.0.1';

  it('reads a datagram whole', () => {
    expect(read(Buffer.from(whole))).to.deep.equal({ proof: 'echo', by: 'server-a', seen: '127.0.0.1' });
  });

  for (const text of ['', 'hello', whole.replace('.3', '.4'), `${whole}\n`]) {
    it(`takes ${JSON.stringify(text)} for somebody else's`, () => expect(read(Buffer.from(text))).to.equal('foreign'));
  }
});

describe('speakRedis()', () => {
  itReads(speakRedis, [
    ['the answer to PING', '+PONG\r\n', { proof: 'greeting', code: 'PONG' }],
    ['a demand for a password', '-NOAUTH Authentication required.\r\n', { proof: 'greeting', code: 'NOAUTH' }],
    ['protected mode', '-DENIED Redis is running in protected mode\r\n', { proof: 'greeting', code: 'DENIED' }],
    ['too many clients', '-ERR max number of clients reached\r\n', { proof: 'greeting', code: 'ERR' }],
    ['a word that is none of Redis\'', `+${'A'.repeat(9000)}\r\n`, { proof: 'greeting', code: 'A'.repeat(32) }],
    ['a number', ':1\r\n', { proof: 'greeting' }],
    ['a bulk string', '$4\r\nPONG\r\n', { proof: 'greeting' }],
    ['a number that is none', ':x\r\n', 'foreign'],
    ['a line that ends too early', '+PONG\n', 'foreign'],
    ...foreign,
  ]);
});

describe('speakMysql()', () => {
  const handshake = mysqlPacket(Buffer.from('\x0a8.4.3\0\x01\x02\x03\x04saltsalt\0', 'latin1'));
  itReads(speakMysql, [
    ['a handshake', handshake, { proof: 'greeting' }],
    ['a handshake of MariaDB', mysqlPacket(Buffer.from('\x0a5.5.5-10.11.6-MariaDB\0rest', 'latin1')), { proof: 'greeting' }],
    ['too many connections', mysqlError(1040, 'Too many connections'), { proof: 'greeting', code: 'ERR 1040' }],
    ['a blocked host', mysqlError(1129, "Host '10.0.0.1' is blocked"), { proof: 'greeting', code: 'ERR 1129' }],
    ['a packet that is not the first', mysqlPacket(Buffer.from('\x0a8.4.3\0'), 1), 'foreign'],
    ['a version that is no text', mysqlPacket(Buffer.from([0x0a, 1, 2, 0])), 'foreign'],
    ['another protocol version', mysqlPacket(Buffer.from('\x0b8.4.3\0')), 'foreign'],
    ...foreign,
  ]);
});

describe('speakPostgres()', () => {
  itReads(speakPostgres, [
    ['consent to TLS', 'S', { proof: 'greeting', code: 'S' }],
    ['no TLS', 'N', { proof: 'greeting', code: 'N' }],
    ['an error', postgresError('SFATAL\0C53300\0Mtoo many clients\0\0'), { proof: 'greeting', code: 'E 53300' }],
    ['an error of old, without a code', postgresError('Msomething\0\0'), { proof: 'greeting', code: 'E' }],
    ['a word that begins like consent', 'NO', 'foreign'],
    ['an error of absurd length', 'EHLO there', 'foreign'],
    ...foreign,
  ]);
});

describe('speakHttp()', () => {
  itReads(speakHttp, [
    ['a status line', 'HTTP/1.1 200 OK\r\n', { proof: 'greeting', code: '200' }],
    ['a status line without a reason', 'HTTP/1.0 503\r\n', { proof: 'greeting', code: '503' }],
    ['a refusal', 'HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n', { proof: 'greeting', code: '400' }],
    ['a status that is none', 'HTTP/1.1 20 OK\r\n', 'foreign'],
    ['a page without a status line', '<html>\n', 'foreign'],
    ...foreign,
  ]);
});

describe('speakTls()', () => {
  itReads(speakTls, [
    ['a ServerHello', Buffer.from([22, 3, 3, 0, 90, 2, 0, 0, 86]), { proof: 'greeting' }],
    ['an alert', Buffer.from([21, 3, 1, 0, 2, 2, 40]), { proof: 'greeting', code: 'alert 40' }],
    ['another handshake message', Buffer.from([22, 3, 3, 0, 90, 1, 0, 0, 86]), 'foreign'],
    ['a record of data', Buffer.from([23, 3, 3, 0, 4, 1, 2, 3, 4]), 'foreign'],
    ['an HTTP answer to TLS', 'HTTP/1.0 400 Bad Request\r\n', 'foreign'],
    ...foreign,
  ]);
});
