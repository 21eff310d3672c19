import { expect } from 'chai';
import { nameOf } from '../../chaos/proxy/fault.ts';
import type { Asked, Fault } from '../../chaos/proxy/fault.ts';
import { randomly } from '../../chaos/proxy/random.ts';
import { scripted } from '../../chaos/proxy/script.ts';
import { dice } from '../../support/dice.ts';

const asked = (method: string, path: string): Asked => ({ method, url: new URL(path, 'http://proxy'), streams: path.includes('watch=') });
const names = (faults: readonly (Fault | undefined)[]): string[] => faults.map((fault) => (fault === undefined ? '-' : nameOf(fault)));

const draw = (seed: number, rate: number, request: Asked, count = 2000): string[] => {
  const choose = randomly(dice(seed), rate);
  return names(Array.from({ length: count }, () => choose(request)));
};

describe('randomly()', () => {
  it('chooses the same for the same seed, and other faults for another', () => {
    const list = asked('GET', '/api/v1/pods?limit=500');
    expect(draw(1, 0.3, list)).to.deep.equal(draw(1, 0.3, list)).and.not.deep.equal(draw(2, 0.3, list));
  });

  for (const rate of [0, 0.1, 1]) {
    it(`fails ${rate * 100} % of the requests`, () => {
      const failed = draw(1, rate, asked('POST', '/api/v1/namespaces/n/pods')).filter((name) => name !== '-').length;
      expect(failed / 2000).to.be.within(rate * 0.8, rate * 1.2);
    });
  }

  const kinds = [
    { name: 'a list', request: asked('GET', '/api/v1/pods?limit=500'), has: ['410', 'stale list', 'drop within', '504 though done'], lacks: ['409', 'stream breaks'] },
    { name: 'a creation', request: asked('POST', '/api/v1/namespaces/n/pods'), has: ['409', 'drop after', '500 though done', 'stall long'], lacks: ['410', 'stale list', 'stream ends early'] },
    { name: 'a watch', request: asked('GET', '/api/v1/pods?watch=true'), has: ['410', 'stream breaks', 'stream ends early', '429'], lacks: ['409', 'stale list', 'stall long'] },
  ];
  for (const { name, request, has, lacks } of kinds) {
    it(`knows what can happen to ${name}`, () => {
      const met = new Set(draw(1, 1, request));
      expect([...met]).to.include.members(has);
      for (const lack of lacks) expect(met.has(lack), lack).to.equal(false);
    });
  }
});

describe('scripted()', () => {
  const busy: Fault = { kind: 'answer', status: 429, executed: false };
  const gone: Fault = { kind: 'drop', when: 'before' };

  it('fails those requests that are meant, so many times, and then others', () => {
    const choose = scripted([{ method: 'GET', path: /pods/, times: 2, fault: busy }, { method: 'GET', path: /pods/, fault: gone }]);
    expect(names([asked('GET', '/pods'), asked('POST', '/pods'), asked('GET', '/nodes'), asked('GET', '/pods'), asked('GET', '/pods'), asked('GET', '/pods')].map(choose))).to.deep.equal(['429', '-', '-', '429', 'drop before', 'drop before']);
  });

  it('lets some pass before', () => {
    const choose = scripted([{ method: 'GET', path: /pods/, after: 1, times: 1, fault: busy }]);
    expect(names(Array.from({ length: 3 }, () => choose(asked('GET', '/pods'))))).to.deep.equal(['-', '429', '-']);
  });
});
