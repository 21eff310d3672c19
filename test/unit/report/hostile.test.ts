/** No text of a report steers a terminal, in whichever format and wherever it stands. */
import { expect } from 'chai';
import { z } from 'zod';
import type { RunReport } from '../../../src/model/report.ts';
import { formats } from '../../../src/report/formats/names.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { eventsOf } from '../../../src/report/published/events.ts';
import { policyReportsOf } from '../../../src/report/published/policy-reports.ts';
import { renderers, unprobedRenderers } from '../../../src/report/render.ts';
import { reportSchema } from '../../../src/report/saved/report.ts';
import { renamed } from '../../support/named.ts';
import { shopReport } from '../../support/shop-report.ts';
import { hostile, nasty, steering } from './reports.ts';

interface Shape {
  readonly type?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** Where a report may have text that nobody of us has chosen. */
const free = ({ type, enum: words, const: word, format, properties = {}, items, anyOf = [], oneOf = [] }: Shape, path = ''): string[] => [
  ...(type === 'string' && words === undefined && word === undefined && format === undefined ? [path] : []),
  ...Object.entries(properties).flatMap(([name, shape]) => free(shape, `${path}.${name}`)),
  ...(items === undefined ? [] : free(items, `${path}[]`)),
  ...[...anyOf, ...oneOf].flatMap((shape) => free(shape, path)),
];

const found = (value: unknown, path = ''): string[] => {
  if (typeof value === 'string') return steering.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((one) => found(one, `${path}[]`));
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => found(inner, `${path}.${name}`)) : [];
};

const reports: Readonly<Record<string, () => RunReport>> = { 'one with all that a report may hold': hostile, 'that of a shop': () => renamed(shopReport(), (text) => `${text}${nasty}`) };

const textsOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]) : []);

/** As it is written to people and into the cluster. */
const written: Readonly<Record<string, (report: RunReport) => string>> = {
  ...Object.fromEntries(formats.map((format) => [format, (report: RunReport) => renderers[format](report, { paint: createPaint(false) })])),
  ...Object.fromEntries(Object.entries(unprobedRenderers).map(([format, render]) => [`${format} of nothing`, ({ headline, startedAt }: RunReport) => render(headline, startedAt)])),
  'Events of the cluster': (report) => eventsOf(report).map(({ note }) => note).join('\n'),
  'policy reports of the cluster': (report) => textsOf(policyReportsOf(report, 'policyreports')).join('\n'),
};

describe('what a report names', () => {
  it('is all hostile in these tests', () => {
    const covered = new Set(found(hostile()));
    expect(free(z.toJSONSchema(reportSchema) as Shape).filter((path) => !covered.has(path))).to.deep.equal([]);
  });

  for (const [name, report] of Object.entries(reports)) {
    for (const [format, write] of Object.entries(written)) it(`steers no terminal, as ${format}: ${name}`, () => expect(write(report())).to.not.match(steering));
  }
});
