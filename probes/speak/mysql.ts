import type { Speech } from './speech.ts';

const headerBytes = 4;
const longestPacket = 4096;
/** Marks of the two first packets that a server may send: its handshake, protocol version 10, or an error. */
const handshake = 0x0a;
const error = 0xff;

/** The server speaks first. "Too many connections" and "host is blocked" are errors in place of a handshake, and answers. */
export const speakMysql = (): Speech => ({
  read: (received) => {
    if (received.length < headerBytes + 1) return 'more';
    const length = received.readUIntLE(0, 3);
    const mark = received[headerBytes];
    const numbered = received[3] === 0;
    if (!numbered || length < 3 || length > longestPacket || (mark !== handshake && mark !== error)) return 'foreign';
    if (received.length < headerBytes + length) return 'more';
    if (mark === error) return { proof: 'greeting', code: `ERR ${received.readUInt16LE(headerBytes + 1)}` };
    const version = received.subarray(headerBytes + 1, headerBytes + length);
    return /^[\x20-\x7e]{1,255}\0/.test(version.toString('latin1')) ? { proof: 'greeting' } : 'foreign';
  },
});
