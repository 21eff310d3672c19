import Table from 'cli-table3';
import { faultRows } from '../enforcer/faults/table.ts';

/** Every fault of the faulty CNI, with its variants and the defaults of its parameters. */
export function renderFaults(): string {
  const table = new Table({ head: ['fault', 'parameters', 'what it does'], style: { head: [], border: [] }, wordWrap: true, colWidths: [26, 30, 80] });
  for (const { name, parameters, does } of faultRows()) table.push([name, parameters, does]);
  return table.toString();
}
