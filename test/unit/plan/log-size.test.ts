import { expect } from 'chai';
import { tooLongLogs } from '../../../src/plan/log-size.ts';
import { aPlan } from '../../support/plan.ts';

const minutes = 60_000;
const source = (app: string) => ({ namespace: 'default', labels: { app } });
const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, { standIn: { namespace: 'default', labels: { app: `t${index}` } }, port: 80 }]));

describe('tooLongLogs()', () => {
  it('lets a run of ordinary length pass, however many targets there are', () => {
    expect(tooLongLogs(aPlan({ targets: many }), 0)).to.deep.equal([]);
    expect(tooLongLogs(aPlan({ targets: many }), 10 * minutes)).to.deep.equal([]);
  });

  it('refuses a hold in which a source with many fast dials would write too much, and says how long it may be', () => {
    const [told, ...more] = tooLongLogs(aPlan({ targets: many }), 30 * minutes);
    expect(more).to.deep.equal([]);
    expect(told).to.match(/^the source for web would write more log than a kubelet keeps: hold for at most (\d+)s, or split the matrix, or leave the canary out$/);
    const most = Number(/at most (\d+)s/.exec(told ?? '')?.[1]) * 1000;
    expect(tooLongLogs(aPlan({ targets: many }), most)).to.deep.equal([]);
    expect(tooLongLogs(aPlan({ targets: many }), most + 2000)).to.have.lengthOf(1);
  });

  it('counts what a stand-in hears from many sources', () => {
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    const matrix = { sources: Object.fromEntries(names.map((name) => [name, source(name)])), expect: Object.fromEntries(names.map((name) => [name, { '*': 'deny' }])) };
    expect(tooLongLogs(aPlan(matrix), 30 * minutes).join()).to.match(/^the stand-in for redis /);
  });

  it('does not count gentle dials, which end', () => {
    const targets = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`t${index}`, { address: `203.0.113.${index + 1}`, port: 443 }]));
    expect(tooLongLogs(aPlan({ targets }), 30 * minutes)).to.deep.equal([]);
  });
});
