/** Sights and cells in short words: `+` open, `-` closed, `?` nothing certain; one every 100 ms unless said. */
import type { Sight } from '../../../../src/conformance/judge/sights.ts';
import type { WorldCell } from '../../../../src/conformance/world/cells.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';

const met = { '+': ['open', 'connected'], '-': ['closed', 'timed-out'], '?': ['unclear', 'local-error'] } as const;

export const sightsOf = (text: string, firstMs = 0, everyMs = 100): Sight[] =>
  Array.from(text, (sign, index): Sight => {
    const [is, word] = met[sign as keyof typeof met];
    return { atMs: firstMs + index * everyMs, ageMs: firstMs + index * everyMs, is, word };
  });

export const cellBetween = (from: Way['from'], to: Way['to'], given: Partial<Way> = {}): WorldCell => {
  const way: Way = { from, to, transport: 'TCP', port: 8080, path: 'pod-ip', family: 4, ...given };
  return { id: `${from} -> ${to}`, way, from: { key: from, label: from, node: 'node1' }, to: { key: to, label: to, node: 'node2' } };
};
