/** `-l` as kubectl reads it: `app=web,tier!=db,env in (dev, test),!legacy`. */
import { NetproofError } from '../errors.ts';
import type { Selector, SelectorRequirement } from '../model/snapshot.ts';
import { labelKey, labelValue } from '../yaml/names.ts';

/** @throws NetproofError ERR_USAGE */
export const parseLabelSelector = (text: string): Selector => {
  const requirements = text.split(betweenRequirements).map((part) => parseRequirement(part.trim(), text));
  return { matchLabels: {}, matchExpressions: requirements };
};

/** Commas that do not stand in parentheses. */
const betweenRequirements = /,(?![^(]*\))/;

const equality = /^(?<key>[^\s!=()]+)\s*(?<sign>!=|==?)\s*(?<value>[^\s!=()]*)$/;
const membership = /^(?<key>[^\s!=()]+)\s+(?<word>in|notin)\s*\((?<list>[^()]*)\)$/;
const existence = /^(?<not>!?)\s*(?<key>[^\s!=()]+)$/;

const parseRequirement = (part: string, whole: string): SelectorRequirement => {
  const { key, sign, value = '' } = equality.exec(part)?.groups ?? {};
  if (key !== undefined) return checked({ key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] }, whole);
  const { key: member, word, list = '' } = membership.exec(part)?.groups ?? {};
  if (member !== undefined) return checked({ key: member, operator: word === 'notin' ? 'NotIn' : 'In', values: list.split(',').map((one) => one.trim()) }, whole);
  const { not, key: asked } = existence.exec(part)?.groups ?? {};
  if (asked !== undefined) return checked({ key: asked, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] }, whole);
  throw unreadable(whole, 'write app=web, app!=web, app in (web, api), app notin (web), app or !app, with commas between them');
};

const checked = (requirement: SelectorRequirement, whole: string): SelectorRequirement => {
  const { key, values } = requirement;
  if (!labelKey.safeParse(key).success) throw unreadable(whole, `"${key}" is no label key`);
  const wrong = values.find((value) => !labelValue.safeParse(value).success);
  if (wrong !== undefined) throw unreadable(whole, `"${wrong}" is no label value`);
  return requirement;
};

const unreadable = (text: string, why: string): NetproofError => new NetproofError('ERR_USAGE', `Cannot read -l "${text}": ${why}`);
