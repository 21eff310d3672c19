import type { ConformanceResult } from '../../conformance/result/result.ts';
import type { Paint } from '../paint.ts';
import { conformanceJson } from './json.ts';
import { conformanceJunit } from './junit.ts';
import { conformanceTable } from './table.ts';
import { conformanceYaml } from './yaml.ts';
import type { Implementation } from './yaml.ts';

export interface ConformanceOptions {
  readonly paint: Paint;
  /** How wide a line may be, in characters. */
  readonly columns?: number;
  readonly implementation: Implementation;
}

/** Every output format by its name on the command line. */
export const conformanceRenderers = {
  table: conformanceTable,
  json: conformanceJson,
  yaml: conformanceYaml,
  junit: conformanceJunit,
} satisfies Record<string, (result: ConformanceResult, options: ConformanceOptions) => string>;
