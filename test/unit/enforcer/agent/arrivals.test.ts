import { expect } from 'chai';
import { parseRouteChange } from '../../../enforcer/agent/arrivals.ts';
import { node1 } from '../support/scene.ts';

describe('parseRouteChange()', () => {
  for (const [line, expected] of [
    ['10.244.1.7 dev vethc0ffee scope host ', { address: '10.244.1.7', gone: false }],
    ['Deleted 10.244.1.7 dev vethc0ffee scope host ', { address: '10.244.1.7', gone: true }],
    ['fd44:0:0:1::7 dev vethc0ffee metric 1024 pref medium', { address: 'fd44:0:0:1::7', gone: false }],
    ['10.244.2.0/24 via 172.30.0.12 dev eth0 ', undefined],
    ['10.244.2.7 dev eth0 scope host ', undefined],
    ['local 10.244.1.1 dev vethc0ffee table local proto kernel scope host src 10.244.1.1 ', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(line)}`, () => expect(parseRouteChange(line, node1.ranges)).to.deep.equal(expected));
  }
});
