import { expect } from 'chai';
import { unavailable } from '../../cluster/host/preflight.ts';

describe('unavailable()', () => {
  it('names the system where it is not Linux', () => {
    expect(unavailable('darwin', 0)).to.equal('the test cluster needs Linux: this is darwin');
  });

  it('asks for root', () => {
    expect(unavailable('linux', 1000)).to.equal('the test cluster needs root: run it as root, for instance with sudo');
  });

  it('is undefined for root on Linux', () => {
    expect(unavailable('linux', 0)).to.equal(undefined);
  });
});
