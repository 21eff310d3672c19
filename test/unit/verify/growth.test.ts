import { expect } from 'chai';
import { growing } from '../../verify/soak/growth.ts';

const hour = (at: (minute: number) => number) => Array.from({ length: 60 }, (_, minute) => ({ flat: 22, memory: at(minute) }));

describe('growing()', () => {
  const cases: readonly [name: string, rows: Parameters<typeof growing>[0], grew: readonly string[]][] = [
    ['nothing that stays', hour(() => 160), []],
    ['nothing that grows until it is full', hour((minute) => Math.min(140 + minute, 160)), []],
    ['nothing that comes and goes', hour((minute) => 280 + (minute % 7) * 10), []],
    ['what grows a little all the time', hour((minute) => 140 + minute), ['memory grew from 169 to 189']],
    ['nothing where there are few rows', hour((minute) => minute).slice(0, 14), []],
  ];
  for (const [name, rows, grew] of cases) it(`tells ${name}`, () => expect(growing(rows)).to.deep.equal(grew));
});
