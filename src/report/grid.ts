/** A grid that fits a terminal: names as heads where they fit, else numbers with a key, and as many bands as it takes. */
import Table from 'cli-table3';

export interface GridRow {
  readonly name: string;
  /** One for each column, painted or not. */
  readonly entries: readonly string[];
}

export interface Grid {
  /** May have several lines. */
  readonly heads: readonly string[];
  readonly rows: readonly GridRow[];
  /** How wide it may be, in characters. */
  readonly columns: number;
  /** What a column has to say besides its name; only in the key. */
  readonly remarkOf?: (column: number) => string;
  /** There is a key in any case. */
  readonly keyed?: boolean;
}

/** Of a table: a border on the left, a space on both sides of a text, a border on its right. */
export const leftBorder = 1;
export const around = 3;

/** Without a terminal, and where nobody says otherwise. */
export const usualColumns = 80;

export const drawGrid = ({ heads, rows, columns, remarkOf = () => '', keyed = false }: Grid): string => {
  const room = columns - leftBorder - around - nameWidth(rows, columns);
  const named = heads.map((head, at) => widthOf(at, head, rows));
  if (!keyed && sum(named) <= room) return drawBand(heads, heads.map((_, at) => at), rows, columns);
  if (heads.some((head) => head.includes('\n'))) return bandsOf(named, room).map((band) => drawBand(heads, band, rows, columns)).join('\n');
  const numbers = heads.map((_, at) => `${at + 1}`);
  const bands = bandsOf(numbers.map((number, at) => widthOf(at, number, rows)), room);
  return [...bands.map((band) => drawBand(numbers, band, rows, columns)), ...keyLines(heads.map((head, at) => `${head}${remarkOf(at)}`), columns)].join('\n');
};

/** Long names are broken over several lines rather than leave no room for what they are about. */
const nameWidth = (rows: readonly GridRow[], columns: number): number => Math.min(Math.max(0, ...rows.map(({ name }) => shownWidth(name))), Math.max(16, Math.floor(columns * 0.4)));

const widthOf = (at: number, head: string, rows: readonly GridRow[]): number => around + Math.max(...head.split('\n').map(shownWidth), ...rows.map(({ entries }) => shownWidth(entries[at] ?? '')));

/** In characters, as a terminal shows it. */
// oxlint-disable-next-line eslint/no-control-regex -- the escapes that colour is made of take no room
export const shownWidth = (text: string): number => text.replaceAll(/\u001b\[[0-9;]*m/g, '').length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** @returns for each band the columns in it, at least one */
const bandsOf = (widths: readonly number[], room: number): number[][] => {
  const bands: number[][] = [];
  let left = 0;
  for (const [at, width] of widths.entries()) {
    const last = bands.at(-1);
    if (last !== undefined && width <= left) last.push(at);
    else {
      bands.push([at]);
      left = room;
    }
    left -= width;
  }
  return bands;
};

const drawBand = (heads: readonly string[], band: readonly number[], rows: readonly GridRow[], columns: number): string => {
  const table = new Table({
    head: ['', ...band.map((at) => heads[at] ?? '')],
    colWidths: [nameWidth(rows, columns) + 2, ...band.map(() => null)],
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...band.map(() => 'center' as const)],
  });
  for (const { name, entries } of rows) table.push([name, ...band.map((at) => entries[at] ?? '')]);
  return table.toString();
};

/** Side by side as far as they fit, downwards first, as `ls` does. */
const keyLines = (names: readonly string[], columns: number): string[] => {
  const digits = `${names.length}`.length;
  const told = names.map((name, at) => `  ${`${at + 1}`.padStart(digits + 1)} ${name}`);
  const width = Math.max(0, ...told.map(shownWidth));
  const side = Math.max(1, Math.min(names.length, Math.floor(columns / width)));
  const lines = Math.ceil(told.length / side);
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: side }, (__, block) => told[block * lines + line] ?? '')
      .map((text, block) => (block === side - 1 ? text : `${text}${' '.repeat(width - shownWidth(text))}`))
      .join('')
      .trimEnd(),
  );
};
