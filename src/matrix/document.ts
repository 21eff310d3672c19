/** YAML with positions: the text, the values in it, and where each of them stands. */
import { isMap, isNode, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import { describeError, NetproofError } from '../errors.ts';
import type { Origin } from '../model/verdict.ts';

export interface YamlDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest thing around it that has one. */
  readonly originOf: (path: readonly PropertyKey[]) => Origin;
  /** The place of a key rather than of its value: for keys that should not be there. */
  readonly originOfKey: (path: readonly PropertyKey[], key: string) => Origin;
}

/** `file:line:column`, as editors and terminals make it clickable. */
export const formatOrigin = (origin: Origin): string => `${origin.file}:${origin.line}:${origin.column}`;

/**
 * Parses a file that must hold exactly one YAML document. Duplicate keys are errors, since one of the two would
 * silently lose; keys are text, whatever they look like.
 *
 * @throws NetproofError ERR_USAGE with every syntax error and its position
 */
export const parseYaml = (text: string, file: string): YamlDocument => {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true, merge: false, version: '1.2' });
  if (!Array.isArray(documents) || documents.length === 0) throw new NetproofError('ERR_USAGE', `${file}: is empty`);
  const at = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (problems.length > 0) {
    const told = problems.map((problem) => `${formatOrigin(at(problem.pos[0]))}: ${firstLine(problem.message)}`);
    throw new NetproofError('ERR_USAGE', told.join('\n'));
  }
  const [document, second] = documents as Document[];
  if (document === undefined) throw new NetproofError('ERR_USAGE', `${file}: is empty`);
  if (second !== undefined) {
    throw new NetproofError('ERR_USAGE', `${formatOrigin(at(second.range?.[0] ?? 0))}: a second document: one file holds one matrix`);
  }
  const pitfalls = findPitfalls(document).map(({ offset, message }) => `${formatOrigin(at(offset))}: ${message}`);
  if (pitfalls.length > 0) throw new NetproofError('ERR_USAGE', pitfalls.join('\n'));
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  return {
    value: toValue(document, file),
    originOf: (path) => at(offsetOf(path)),
    originOfKey: (path, key) => at(keyOffset(document, path, key) ?? offsetOf(path)),
  };
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

const toValue = (document: Document, file: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `${file}: ${describeError(error)}`, { cause: error });
  }
};

const keyOffset = (document: Document, path: readonly PropertyKey[], key: string): number | undefined => {
  const parent: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined)?.range?.[0];
};

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
