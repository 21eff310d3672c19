import type { Speech } from './speech.ts';

/** The first line of any reply: a word, an error, a number, or the length of what follows. Of a word no more than Redis' own have. */
const reply = /^(?:[+-]([A-Za-z]\w{0,31})[^\r\n]*|:-?\d+|[$*]-?\d+)\r\n/;

/** An inline PING. "NOAUTH" and "DENIED" are answers as good as "PONG". */
export const speakRedis = (): Speech => ({
  hello: 'PING\r\n',
  read: (received) => {
    const text = received.toString('latin1');
    if (!text.includes('\n')) return /^[+\-:$*]/.test(text) ? 'more' : 'foreign';
    const match = reply.exec(text);
    if (match === null) return 'foreign';
    return match[1] === undefined ? { proof: 'greeting' } : { proof: 'greeting', code: match[1] };
  },
});
