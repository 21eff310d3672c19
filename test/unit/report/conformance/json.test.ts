import { expect } from 'chai';
import { summarise } from '../../../../src/conformance/result/summary.ts';
import { conformanceJson } from '../../../../src/report/conformance/json.ts';
import type { ConformanceJson } from '../../../../src/report/conformance/json.ts';
import { conformanceRenderers } from '../../../../src/report/conformance/render.ts';
import { steering } from '../reports.ts';
import { hostile, mixed } from './results.ts';

const read = (result = mixed()): ConformanceJson => JSON.parse(conformanceJson(result)) as ConformanceJson;

describe('conformanceJson()', () => {
  it('is the whole result, with what it comes to and a version', () => {
    expect(read()).to.deep.equal({ version: 1, ...summarise(mixed()), ...mixed() });
  });

  it('keeps its keys and their order', () => {
    expect(Object.keys(read(mixed({ brokeOff: 'x' })))).to.deep.equal([
      'version',
      'netproof',
      'server',
      'startedAt',
      'profile',
      'headline',
      'exitCode',
      'counts',
      'features',
      'nodes',
      'families',
      'sets',
      'cases',
      'cells',
      'attempts',
      'wallMs',
      'phases',
      'apiCalls',
      'notPlayed',
      'leftovers',
      'brokeOff',
    ]);
  });

  it('is readable on a terminal without steering it', () => expect(conformanceJson(hostile())).to.not.match(steering));
});

describe('conformanceRenderers', () => {
  it('are known by their names on the command line', () => expect(Object.keys(conformanceRenderers)).to.deep.equal(['table', 'json', 'yaml', 'junit']));
});
