/** Writes the JSON Schemas that editors and programs use, from what netproof itself reads by: `npm run schemas`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listedPort } from '../src/matrix/targets.ts';
import { matrixSchema } from '../src/matrix/schema.ts';
import { reportSchema } from '../src/report/saved/report.ts';

export const folder = join(import.meta.dirname, '../docs/schemas');

/** A port of a stand-in may be written as a number alone. */
const withShortForms: NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'] = ({ zodSchema, jsonSchema }) => {
  if (zodSchema !== listedPort) return;
  const { type: _, properties, required, additionalProperties, ...rest } = jsonSchema;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, rest, { anyOf: [{ type: 'integer', minimum: 1, maximum: 65_535 }, { type: 'object', properties, required, additionalProperties }] });
};

/** As it may be written; programs must bear fields that a later version adds to a report. */
const schemaOf = (title: string, schema: z.ZodType): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: withShortForms });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
};

/** By the names of their files. */
export const schemas: Readonly<Record<string, string>> = {
  'matrix.schema.json': schemaOf('Expected matrix of netproof', matrixSchema),
  'report.schema.json': schemaOf('Report of netproof', reportSchema),
};

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemas)) writeFileSync(join(folder, name), text);
}
