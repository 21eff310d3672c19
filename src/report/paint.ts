/** Text with or without colour; which one is decided once, in the command line, and handed down. */
import picocolors from 'picocolors';

export type Paint = ReturnType<typeof picocolors.createColors>;

export const createPaint = (colour: boolean): Paint => picocolors.createColors(colour);

/** Text from a cluster must not steer a person's terminal: control characters are shown, not sent. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
export const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
