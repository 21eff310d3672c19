import { expect } from 'chai';
import { chooseFault } from '../../../enforcer/faults/choose.ts';
import { models } from '../../../enforcer/faults/registry.ts';
import { parseFaultName, type FaultSpec } from '../../../enforcer/faults/spec.ts';
import { faultOf, parseDuration } from '../../../cluster/fault-options.ts';

describe('chooseFault()', () => {
  const refused: readonly { readonly spec: FaultSpec; readonly message: string | RegExp }[] = [
    { spec: { model: 'FM-NO' }, message: `Unknown fault "FM-NO": one of ${models.map(({ name }) => name).join(', ')}` },
    { spec: { model: 'FM-EXCEPT', variant: 'x' }, message: 'Unknown variant "x" of fault "FM-EXCEPT": one of a, b, c, d, or ingress or egress alone' },
    { spec: { model: 'FM-EXCEPT', variant: 'constructor' }, message: /^Unknown variant "constructor"/ },
    { spec: { model: 'FM-EXCEPT', windowMs: 5 }, message: 'Fault "FM-EXCEPT" has no parameter "windowMs": it has none' },
    { spec: { model: 'FM-FLAP', delayMs: 5 }, message: 'Fault "FM-FLAP" has no parameter "delayMs": it has periodMs, windowMs' },
  ];
  for (const { spec, message } of refused) it(`refuses ${JSON.stringify(spec)}`, () => expect(() => chooseFault(spec)).to.throw(message));

  it('takes a direction where a variant could be', () => {
    expect(chooseFault({ model: 'FM-STARTUP-OPEN', variant: 'ingress' }).spec).to.deep.equal({ model: 'FM-STARTUP-OPEN', direction: 'ingress' });
    expect(chooseFault({ model: 'FM-FIRST-ACCEPT', variant: 'egress' }).spec).to.deep.equal({ model: 'FM-FIRST-ACCEPT', variant: 'egress' });
  });

  it('has a name of its own for each model', () => expect(new Set(models.map(({ name }) => name)).size).to.equal(models.length));
});

describe('the options of a fault', () => {
  it('are read as they are written', () => {
    expect(parseFaultName('FM-EXCEPT:a')).to.deep.equal({ model: 'FM-EXCEPT', variant: 'a' });
    expect(faultOf('FM-FLAP', { faultNode: ['node2'], faultFamily: 6, faultWindow: 50 })).to.deep.equal({ model: 'FM-FLAP', nodes: ['node2'], family: 6, windowMs: 50 });
    expect(faultOf('none', { faultNode: [] })).to.equal(undefined);
  });

  it('have durations with a unit', () => {
    expect(['300ms', '2s', '0.5s'].map(parseDuration)).to.deep.equal([300, 2000, 500]);
    expect(() => parseDuration('2')).to.throw('Bad duration "2": as in 300ms or 2s');
  });
});
