import type { Speech } from './speech.ts';

const statusLine = /^HTTP\/\d\.\d (\d{3})(?: [^\r\n]*)?\r?\n/;

/** The least that a server answers with a status line; it needs neither a name nor a right. */
export const speakHttp = (): Speech => ({
  hello: 'HEAD / HTTP/1.0\r\nUser-Agent: netproof\r\n\r\n',
  read: (received) => {
    const text = received.toString('latin1');
    if (!text.includes('\n')) return 'HTTP/'.startsWith(text.slice(0, 5)) ? 'more' : 'foreign';
    const code = statusLine.exec(text)?.[1];
    return code === undefined ? 'foreign' : { proof: 'greeting', code };
  },
});
