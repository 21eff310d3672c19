import { expect } from 'chai';
import { programName } from '../../../src/cli/program-name.ts';

const cases: readonly [path: string | undefined, expected: string][] = [
  ['/usr/local/bin/netproof', 'netproof'],
  ['/usr/local/bin/kubectl-netproof', 'kubectl netproof'],
  ['kubectl-netproof', 'kubectl netproof'],
  ['/opt/kubectl-netproof.js', 'kubectl netproof'],
  ['/kubectl-netproof/src/cli/netproof.js', 'netproof'],
  ['/usr/local/bin/kubectl-netproof-next', 'netproof'],
  [undefined, 'netproof'],
];

describe('programName()', () => {
  for (const [path, expected] of cases) it(`is ${expected} for ${path}`, () => expect(programName(path)).to.equal(expected));
});
