import { expect } from 'chai';
import { isBeyondCluster, notPlayedReason, notPlayedRemark, parseNotPlayed } from '../../../../src/conformance/result/not-played.ts';

describe('what this cluster cannot show', () => {
  it('is a remark that can be read back', () => {
    const told = { feature: 'SCTP', reason: 'probes do not speak it' };
    expect(parseNotPlayed(notPlayedRemark(told))).to.deep.equal(told);
  });

  it('is no other remark', () => expect(parseNotPlayed('the cluster has one node: it is asked alone')).to.equal(undefined));

  it('excuses a case by its reason, and only one that was not tested', () => {
    const reason = notPlayedReason('no IPv6');
    expect(isBeyondCluster({ outcome: 'not-testable', reason })).to.equal(true);
    expect(isBeyondCluster({ outcome: 'not-testable', reason: `apply x/a: ${reason}` })).to.equal(true);
    expect(isBeyondCluster({ outcome: 'not-testable', reason: 'a pod did not start' })).to.equal(false);
    expect(isBeyondCluster({ outcome: 'not-testable' })).to.equal(false);
    expect(isBeyondCluster({ outcome: 'leaks', reason })).to.equal(false);
  });
});
