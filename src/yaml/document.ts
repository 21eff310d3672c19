/** YAML with positions: the text, the values in it, and where each of them stands. */
import { isMap, isNode, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Origin } from '../model/verdict.ts';
import { deepest, tooDeepAt } from './depth.ts';

export interface YamlDocument {
  /** With all keys as text; `null` where the document is empty. */
  readonly value: unknown;
  readonly start: Origin;
  /** The place of a value, or of the nearest thing around it that has one. */
  readonly originOf: (path: readonly PropertyKey[]) => Origin;
  /** The place of a key rather than of its value: for keys that should not be there. */
  readonly originOfKey: (path: readonly PropertyKey[], key: string) => Origin;
}

/** Something wrong, and where it stands; without a place it is about the file as a whole. */
export interface Mistake {
  readonly origin?: Origin;
  readonly message: string;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly mistakes: readonly Mistake[];
}

/** One slip of the pen breaks much behind it. */
const mostProblems = 20;

const wrong = (mistakes: readonly Mistake[]): YamlFile => ({ documents: [], mistakes });

/** `file:line:column`, as editors and terminals make it clickable. */
export const formatOrigin = (origin: Origin): string => `${origin.file}:${origin.line}:${origin.column}`;

export const formatMistake = (file: string, { origin, message }: Mistake): string => `${origin === undefined ? file : formatOrigin(origin)}: ${message}`;

/**
 * Parses a file of any number of documents. Duplicate keys are mistakes, since one of the two would silently lose; keys
 * are text, whatever they look like. Documents are told only where nothing is wrong with any of them.
 */
export const readYaml = (text: string, file: string): YamlFile => {
  const lines = new LineCounter();
  const deep = tooDeepAt(text);
  if (deep !== undefined) return wrong([{ origin: { file, ...placeOf(text, deep) }, message: `is nested more than ${deepest} levels deep` }]);
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true, merge: false, version: '1.2' });
  const documents: Document[] = Array.isArray(parsed) ? parsed : [];
  const at = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  if (problems.length > 0) return wrong(problems.slice(0, mostProblems).map(({ pos, message }) => ({ origin: at(pos[0]), message: firstLine(message) })));
  const pitfalls = documents.flatMap(findPitfalls);
  if (pitfalls.length > 0) return wrong(pitfalls.map(({ offset, message }) => ({ origin: at(offset), message })));
  const read = documents.map((document) => withPlaces(document, at));
  const mistakes = read.flatMap((one) => ('message' in one ? [one] : []));
  return mistakes.length > 0 ? wrong(mistakes) : { documents: read.flatMap((one) => ('message' in one ? [] : [one])), mistakes };
};

const placeOf = (text: string, offset: number): Pick<Origin, 'line' | 'column'> => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

const withPlaces = (document: Document, at: (offset: number) => Origin): YamlDocument | Mistake => {
  const [start] = document.range ?? [0];
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return start;
  };
  try {
    return {
      value: document.toJS({ maxAliasCount: 100 }) as unknown,
      start: at(start),
      originOf: (path) => at(offsetOf(path)),
      originOfKey: (path, key) => at(keyOffset(document, path, key) ?? offsetOf(path)),
    };
  } catch (error) {
    // Aliases that expand without end have no place of their own.
    return { message: error instanceof Error ? error.message : String(error) };
  }
};

/** What the parser lets pass and JavaScript would stumble over. */
const findPitfalls = (document: Document): { offset: number; message: string }[] => {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) found.push({ offset: alias.range?.[0] ?? 0, message: `alias "${alias.source}" has no anchor before it` });
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '__proto__') found.push({ offset: key.range?.[0] ?? 0, message: '"__proto__" cannot be a key' });
    },
  });
  return found;
};

const keyOffset = (document: Document, path: readonly PropertyKey[], key: string): number | undefined => {
  const parent: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined)?.range?.[0];
};

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
