/** What a schema says of a value, told with the place where it stands. */
import type { z } from 'zod';
import type { Mistake, YamlDocument } from './document.ts';

/** @param placeOf where to point to for a value that is wrong or missing */
export const explain = (issue: z.core.$ZodIssue, document: YamlDocument, placeOf: YamlDocument['originOf'] = document.originOf): Mistake[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ origin: document.originOfKey(issue.path, key), message: `unknown key "${key}"${within(issue.path)}` }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const why = issue.issues[0]?.message ?? issue.message;
    return [{ origin: document.originOfKey(issue.path.slice(0, -1), key), message: `"${key}": ${why}` }];
  }
  const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
  const message = missing ? 'is missing' : issue.message;
  return [{ origin: placeOf(issue.path), message: `${issue.path.length > 0 ? `${fieldOf(issue.path)}: ` : ''}${message}` }];
};

export const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const within = (path: readonly PropertyKey[]): string => (path.length > 0 ? ` in ${fieldOf(path)}` : '');
