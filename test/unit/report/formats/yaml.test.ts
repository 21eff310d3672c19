import { expect } from 'chai';
import { parse } from 'yaml';
import { renderYaml } from '../../../../src/report/formats/yaml.ts';
import { hostile, mixed, steering } from '../reports.ts';

describe('renderYaml()', () => {
  it('gives the whole report', () => expect(parse(renderYaml(mixed()))).to.deep.equal(JSON.parse(JSON.stringify(mixed()))));

  it('repeats what is the same instead of pointing at it', () => expect(renderYaml(mixed())).to.not.match(/^\s*\w+: [&*]a\d/m));

  it('steers no terminal', () => expect(renderYaml(hostile())).to.not.match(steering));
});
