/** The JSON Schemas in `docs/schemas/`: made from the code, and saying the same. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'chai';
import { parse } from 'yaml';
import { folder, schemas } from '../../scripts/schemas.ts';
import { reports } from './report/formats/reports.ts';

const root = join(import.meta.dirname, '../..');
const validatorOf = (file: string) => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(schemas[file] ?? '') as object);
};
const errorsOf = (validate: ReturnType<typeof validatorOf>, value: unknown): string[] => (validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));

/** What a schema cannot say: netproof alone finds it. */
const beyondSchema = [
  'address-loopback', 'address-loopback-ipv6', 'address-mapped', 'address-multicast', 'address-unspecified',
  'answer-for-nothing', 'hole', 'hole-in-an-aliased-row', 'hole-named-constructor', 'no-sources-no-targets', 'proto-as-answer', 'row-of-nobody', 'source-named-constructor-without-row', 'source-without-row',
  'metadata-addresses-and-clouds', 'port-and-ports', 'port-missing', 'ports-twice', 'ports-with-protocol', 'udp-of-a-host', 'udp-of-a-service', 'udp-of-an-address', 'udp-of-internet', 'udp-of-nodes', 'udp-of-pods',
  'duplicate-number-and-text', 'unknown-tag',
];

describe('the JSON Schemas', () => {
  for (const [file, text] of Object.entries(schemas)) {
    it(`${file} is as the code makes it (npm run schemas)`, () => expect(readFileSync(join(folder, file), 'utf8')).to.equal(text));
  }

  const matrix = validatorOf('matrix.schema.json');
  for (const file of [...globSync('examples/*/matrix*.yaml', { cwd: root }), ...globSync('test/fixtures/matrices/*.yaml', { cwd: root })]) {
    it(`take ${file}`, () => expect(errorsOf(matrix, parse(readFileSync(join(root, file), 'utf8'), { merge: true }))).to.deep.equal([]));
  }

  it('refuse every mistake that a schema can find', () => {
    const taken = globSync('test/fixtures/invalid/*.yaml', { cwd: root }).filter((file) => {
      try {
        return matrix(parse(readFileSync(join(root, file), 'utf8')));
      } catch {
        return false;
      }
    });
    expect(taken.map((file) => basename(file, '.yaml')).toSorted()).to.deep.equal(beyondSchema.toSorted());
  });

  const report = validatorOf('report.schema.json');
  for (const [name, made] of Object.entries(reports)) it(`take a report: ${name}`, () => expect(errorsOf(report, JSON.parse(JSON.stringify(made())))).to.deep.equal([]));

  it('refuse half a report', () => expect(errorsOf(report, { version: 1 })).to.not.deep.equal([]));
});
