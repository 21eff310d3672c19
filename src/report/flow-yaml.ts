/** Pieces of YAML, as a person would write them: on one line, quoted only where need be. */
import { plain, plainBeyondAscii } from './paint.ts';

/** @returns behind a line; nothing where there is nothing to say */
export const comment = (text: string): string => (text === '' ? '' : `  # ${plain(text)}`);

/** A value on one line. */
export const flow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  return `{${Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`).join(', ')}}`;
};

/** Words that YAML readers take for something else than text, now or in the days of YAML 1.1. */
const notText = /^(?:true|false|null|yes|no|on|off|y|n|[-+.]?[0-9].*)$/i;

/** JSON's strings are YAML's. */
export const scalar = (value: unknown): string => (typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_./-]*$/.test(value) && !notText.test(value) ? value : plainBeyondAscii(JSON.stringify(value)));
