import { everywhere } from './everywhere/rows.ts';
import { interceptor } from './interceptor/rows.ts';
import { midRun } from './mid-run/rows.ts';
import { cordoned, notReady } from './nodes/rows.ts';
import { route } from './route/rows.ts';
import type { Scenario } from './rows.ts';
import { standing } from './standing/rows.ts';

export const scenarios: readonly Scenario[] = [standing, midRun, route, interceptor, everywhere, cordoned, notReady];

/** Rows that are no cells of a run. */
export const otherRows: readonly { readonly name: string; readonly done: string; readonly right: string; readonly where: string }[] = [
  {
    name: 'the probe image exits at once',
    done: 'The image of another program, which does not understand what it is given.',
    right: 'exit code 2, nothing is left; the message names the pods and how they ended',
    where: 'test/e2e/wrong-answers/image.test.ts',
  },
  {
    name: 'the clock of a node is an hour off',
    done: 'In a recording of a real run, all clocks of the pods of one node are an hour ahead, or behind.',
    right: 'the same report, cell by cell',
    where: 'test/unit/interpret/clock.test.ts',
  },
];
