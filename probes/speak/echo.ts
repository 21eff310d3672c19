import { greeting } from '../contract.ts';
import type { Speech } from './speech.ts';

/** The nonce of this attempt; only an answer that repeats it counts. A plain echo service proves it too, unnamed. */
export const speakEcho = (nonce: string, attempt: number, newline: '\n' | ''): Speech => {
  const request = greeting.request(nonce, attempt);
  return {
    hello: request + newline,
    read: (received) => {
      const text = received.toString('latin1');
      if (newline !== '' && !text.includes(newline)) return 'more';
      const line = newline === '' ? text : text.slice(0, text.indexOf(newline));
      if (line === request) return { proof: 'echo' };
      const [, by, seen] = line.startsWith(request) ? (answered.exec(line.slice(request.length)) ?? []) : [];
      return by === undefined || seen === undefined ? 'foreign' : { proof: 'echo', by, seen };
    },
  };
};

/** What an answer adds to the request: the responder and the address that it saw. */
const answered = /^ ([\x21-\x7e]{1,128}) ([0-9a-fA-F.:]{2,45}(?:%[\w.-]{1,16})?)$/;
