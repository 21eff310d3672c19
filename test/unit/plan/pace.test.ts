import { expect } from 'chai';
import { controlPace, decoyPace, paceOf } from '../../../src/plan/pace.ts';
import { responderStyle, styleOf } from '../../../src/plan/targets/style.ts';

describe('paceOf()', () => {
  it('makes at most 10 connects to somebody else\'s server, at least 500 ms apart', () => {
    const { pausesMs, repeat } = paceOf(styleOf('mysql'));
    expect(repeat).to.equal(false);
    expect(pausesMs.length + 1).to.equal(10);
    expect(Math.min(...pausesMs)).to.be.at.least(500);
  });

  it('dials ours 20 times a second, for as long as anybody watches', () => {
    expect(paceOf(responderStyle('TCP'))).to.deep.equal({ pausesMs: [50], repeat: true });
    expect(paceOf(responderStyle('UDP'))).to.deep.equal({ pausesMs: [50], repeat: true });
  });
});

describe('controlPace', () => {
  it('never ends', () => expect(controlPace.repeat).to.equal(true));
});

describe('decoyPace', () => {
  it('ends', () => expect(decoyPace.repeat).to.equal(false));
});
