import { expect } from 'chai';
import { parseYaml } from '../../../src/matrix/document.ts';

describe('parseYaml()', () => {
  it('accepts a document that is marked at both ends', () => {
    expect(parseYaml('---\na: 1\n...\n', 'f.yaml').value).to.deep.equal({ a: 1 });
  });

  it('refuses a second one, and says where it starts', () => {
    expect(() => parseYaml('a: 1\n---\nb: 2\n', 'f.yaml')).to.throw('f.yaml:2:1: a second document: one file holds one matrix');
  });
});
