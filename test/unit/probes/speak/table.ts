import { expect } from 'chai';
import type { Reading, Speech } from '../../../../probes/speak/speech.ts';

/** What a server says, and how it is to be read. */
export type Row = readonly [what: string, bytes: Buffer | string, reading: Reading];

/** Reads each row whole; and each answer cut short at every byte, which must never be taken for something else. */
export const itReads = (speech: () => Speech | Promise<Speech>, rows: readonly Row[]): void => {
  for (const [what, bytes, reading] of rows) {
    it(`reads ${what} as ${typeof reading === 'string' ? reading : JSON.stringify(reading)}`, async () => {
      const { read } = await speech();
      const whole = Buffer.from(bytes as string, 'latin1');

      expect(read(whole)).to.deep.equal(reading);
      if (typeof reading === 'string') return;
      for (let length = 1; length < whole.length; length += 1) {
        const cut = read(whole.subarray(0, length));
        if (cut !== 'more') expect(cut, `the first ${length} bytes`).to.deep.equal(reading);
      }
    });
  }
};

/** What no server of any of the protocols says. */
export const foreign: readonly Row[] = [
  ['an SSH banner', 'SSH-2.0-OpenSSH_9.6\r\n', 'foreign'],
  ['an SMTP banner', '220 mail.test ESMTP\r\n', 'foreign'],
  ['zeros', Buffer.alloc(64), 'foreign'],
  ['bytes of every kind', Buffer.from(Array.from({ length: 256 }, (_, index) => 255 - index)), 'foreign'],
];
