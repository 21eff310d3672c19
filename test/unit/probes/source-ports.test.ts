import { expect } from 'chai';
import { sourcePorts } from '../../../probes/source-ports.ts';

describe('sourcePorts()', () => {
  it('are dynamic ports, seven of them, and the same for the same attempt', () => {
    const ports = sourcePorts('c1', 3);
    expect(new Set(ports)).to.have.property('size', 7);
    for (const port of ports) expect(port).to.be.within(32_768, 60_999);
    expect(sourcePorts('c1', 3)).to.deep.equal(ports);
  });

  it('are never those of an earlier attempt of the dial, for 4033 attempts', () => {
    const taken = Array.from({ length: 4033 }, (_, at) => sourcePorts('c17.0.400', at + 1)).flat();
    expect(new Set(taken).size).to.equal(taken.length);
  });

  it('begin elsewhere for another dial', () => expect(sourcePorts('c1', 1)[0]).not.to.equal(sourcePorts('c2', 1)[0]));
});
