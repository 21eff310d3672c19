import { expect } from 'chai';
import { candidatesFor } from '../../../../src/faults/choose/candidates.ts';
import { sheetOf } from '../../../../src/faults/sheet/sheet.ts';
import { aWorldPod, derivedOf } from '../../../support/world.ts';

const at = (ip: string, port: number) => ({ target: { kind: 'address' as const, ip }, protocol: 'TCP' as const, port });
const matrix = derivedOf({
  pods: [aWorldPod('web')],
  specials: [
    { name: 'one', target: { address: '203.0.113.1', port: 80 }, ends: [at('203.0.113.1', 80)] },
    { name: 'two', target: { wellKnown: 'apiserver' }, ends: [at('203.0.113.2', 443), at('203.0.113.3', 443)] },
  ],
});
const sheet = sheetOf(matrix, [], [4]);
const [one, two] = ['one', 'two'].map((name) => matrix.targets.findIndex((target) => target.name === name)) as [number, number];
const columns = (target: number): readonly number[] => sheet.columnsOf[target] ?? [];
const silent = { whySilent: () => undefined };

const targetsOf = (turned: readonly number[]): readonly number[] | undefined => candidatesFor([{ source: 0, columns: turned }], sheet, () => undefined, silent)?.cells.map(({ target }) => target);

describe('candidatesFor()', () => {
  it('takes a target of which all connections turn', () => {
    expect(targetsOf(columns(two))).to.deep.equal([two]);
    expect(targetsOf([...columns(one), ...columns(two)])).to.deep.equal([one, two]);
  });

  it('takes none of which only some do', () => {
    expect(targetsOf(columns(two).slice(0, 1))).to.equal(undefined);
    expect(targetsOf(columns(two).slice(1))).to.equal(undefined);
  });

  it('tells why none may be probed, where something turns', () => {
    expect(candidatesFor([{ source: 0, columns: columns(one) }], sheet, () => 'it may not', silent)).to.deep.equal({ cells: [], because: 'it may not' });
    expect(candidatesFor([], sheet, () => undefined, silent)).to.equal(undefined);
  });

  it('keeps those where nobody may answer only for want of others', () => {
    const some = { whySilent: (target: number) => (target === one ? 'nobody may answer' : undefined) };
    const found = (turned: readonly number[]) => candidatesFor([{ source: 0, columns: turned }], sheet, () => undefined, some);
    expect(found(columns(one))).to.deep.equal({ cells: [{ source: 0, target: one }], because: 'nobody may answer' });
    expect(found([...columns(one), ...columns(two)])).to.deep.equal({ cells: [{ source: 0, target: two }] });
  });
});
