import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withFaultTable } from '../../enforcer/faults/document.ts';

const readme = readFileSync(join(import.meta.dirname, '../../enforcer/README.md'), 'utf8');

describe('the README of the enforcer', () => {
  it('has the table of faults that the registry makes', () => expect(readme).to.equal(withFaultTable(readme)));
});
