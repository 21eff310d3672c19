import type { Speech } from './speech.ts';

/** SSLRequest: its own length, and a number that no protocol version has. */
const sslRequest = Uint8Array.of(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f);

const errorHeaderBytes = 5;
const longestError = 8192;

/** Asks for TLS: `S` and `N` are a single byte, since the server then waits for us; old servers send an error. */
export const speakPostgres = (): Speech => ({
  hello: sslRequest,
  read: (received) => {
    const mark = String.fromCharCode(received[0] ?? 0);
    if (mark === 'S' || mark === 'N') return received.length === 1 ? { proof: 'greeting', code: mark } : 'foreign';
    if (mark !== 'E') return 'foreign';
    if (received.length < errorHeaderBytes) return 'more';
    const length = received.readUInt32BE(1);
    if (length < 4 || length > longestError) return 'foreign';
    if (received.length < 1 + length) return 'more';
    const fields = received.toString('latin1', errorHeaderBytes, 1 + length).split('\0');
    const state = fields.find((field) => /^C[0-9A-Z]{5}$/.test(field))?.slice(1);
    return { proof: 'greeting', code: state === undefined ? 'E' : `E ${state}` };
  },
});
