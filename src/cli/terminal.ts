/** What the terminal can show, from its stream, the environment and what the user says. */
import { usualColumns } from '../report/grid.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type ColourChoice = 'auto' | 'always' | 'never';

/** Colour on a terminal, unless NO_COLOR says no; FORCE_COLOR decides for pipes as well, and the flag for all. */
export const wantsColour = (choice: ColourChoice, { isTTY = false }: Stream, { NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean => {
  if (choice !== 'auto') return choice === 'always';
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTTY && TERM !== 'dumb';
};

/** By the locale of characters, as POSIX has it: the first of the three that is set decides, and none means C. Windows has none of them. */
export const speaksUtf8 = ({ LC_ALL, LC_CTYPE, LANG }: Environment, platform: NodeJS.Platform): boolean => {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== '');
  if (locale === undefined) return platform === 'win32';
  return /utf-?8/i.test(locale);
};

/** Characters in a line. */
export const columnsOf = ({ columns }: Stream, { COLUMNS = '' }: Environment): number => {
  const given = /^\d{1,4}$/.test(COLUMNS) ? Number(COLUMNS) : undefined;
  return Math.max(narrowest, columns ?? given ?? usualColumns);
};

/** Below this nothing is readable, and the terminal may break lines as it likes. */
const narrowest = 40;

/** Whether a line can be written anew: somebody watches, and no CI system keeps every line. */
export const isLively = ({ isTTY = false }: Stream, { CI, TERM }: Environment): boolean => isTTY && TERM !== 'dumb' && (CI === undefined || CI === '' || CI === 'false');
