/** Parsers and schemas walk a document by recursion: one that is nested without end would be their end. */
import { CST, Lexer } from 'yaml';

/** Deeper than any object of Kubernetes. */
export const deepest = 64;

const opens: ReadonlySet<string | null> = new Set(['flow-seq-start', 'flow-map-start']);
const closes: ReadonlySet<string | null> = new Set(['flow-seq-end', 'flow-map-end']);
/** Block collections that begin within a line; those on lines of their own take more indentation each. */
const indicators: ReadonlySet<string | null> = new Set(['seq-item-ind', 'explicit-key-ind']);

/** Marks that the lexer makes, and that are not in the text. */
const isMark = (token: string): boolean => token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR;

/** Of the blanks before a line: four for each level. */
const widest = 4 * deepest;

/** @returns where the text is nested too deeply: an offset */
export const tooDeepAt = (text: string): number | undefined => {
  let offset = 0;
  let flows = 0;
  let inLine = 0;
  let atLineStart = true;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    const type = isScalar ? 'scalar' : CST.tokenType(token);
    isScalar = token === CST.SCALAR;
    if (opens.has(type)) flows += 1;
    else if (closes.has(type)) flows -= 1;
    else if (indicators.has(type)) inLine += 1;
    else if (type === 'newline') inLine = 0;
    else if (type === 'doc-mode') flows = 0;
    if (flows + inLine > deepest || (atLineStart && type === 'space' && token.length > widest)) return offset;
    if (isMark(token)) continue;
    offset += token.length;
    atLineStart = type === 'newline';
  }
  return undefined;
};
