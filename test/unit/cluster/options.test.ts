import { expect } from 'chai';
import { normalizeOptions, parseFlags } from '../../cluster/options.ts';

describe('normalizeOptions()', () => {
  it('fills in the defaults', () => {
    expect(normalizeOptions({})).to.deep.equal({ name: 'main', nodes: 2, cni: 'calico', enforcerOff: [], podPrefix: 24, flags: {} });
  });

  it('gives equal clusters equal options, whatever the order of what was given', () => {
    const one = normalizeOptions({ enforcerOff: ['node2', 'node1'], flags: { kubelet: ['-v=4'], etcd: ['-x'] } });
    const other = normalizeOptions({ enforcerOff: ['node1', 'node2'], flags: { etcd: ['-x'], kubelet: ['-v=4'] } });
    expect(JSON.stringify(one)).to.equal(JSON.stringify(other));
  });

  for (const { given, message } of [
    { given: { name: 'a.b' }, message: 'Bad cluster name "a.b"' },
    { given: { name: '../up' }, message: 'Bad cluster name "../up"' },
    { given: { name: '' }, message: 'Bad cluster name ""' },
    { given: { nodes: 0 }, message: 'Bad number of nodes 0' },
    { given: { nodes: 5 }, message: 'Bad number of nodes 5' },
    { given: { nodes: Number.NaN }, message: 'Bad number of nodes NaN' },
    { given: { podPrefix: 29 }, message: 'Bad pod prefix 29: 24 to 28' },
    { given: { nodes: 1, enforcerOff: ['node2'] }, message: 'Cannot leave the enforcer off on "node2": the nodes are node1' },
  ]) {
    it(`refuses ${JSON.stringify(given)}`, () => {
      expect(() => normalizeOptions(given)).to.throw(message);
    });
  }
});

describe('parseFlags()', () => {
  it('keeps what comes after the first "=" whole, and the order', () => {
    expect(parseFlags(['kubelet=--v=4', 'etcd=--debug', 'kubelet=--x=a=b'])).to.deep.equal({
      kubelet: ['--v=4', '--x=a=b'],
      etcd: ['--debug'],
    });
  });

  it('names the component that there is not', () => {
    expect(() => parseFlags(['kublet=--v=4'])).to.throw('Unknown component "kublet": one of etcd, ');
  });

  it('refuses a flag without a component', () => {
    expect(() => parseFlags(['=--v=4'])).to.throw('Bad flag "=--v=4"');
  });
});
