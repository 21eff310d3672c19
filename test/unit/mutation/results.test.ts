import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openResults } from '../../mutation/results.ts';
import { attempt } from './attempts.ts';

describe('openResults()', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-results-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = (build: string) => openResults(join(folder, 'verify/mutation.jsonl'), () => build, 'abc1234');
  const keys = (build: string): string[] => open(build).all().map(({ mutant, rung }) => `${mutant} ${rung}`);

  it('keeps attempts for the next call with the same build, and for no other', () => {
    open('one').add(attempt('a', 'canary', 'quiet'));
    open('two').add(attempt('b', 'canary', 'accused'));
    expect(keys('one')).to.deep.equal(['a canary']);
    expect(keys('two')).to.deep.equal(['b canary']);
    expect(open('one').all()[0]).to.deep.equal({ ...attempt('a', 'canary', 'quiet'), build: 'one', commit: 'abc1234' });
  });

  it('keeps what was seen with the same cases where only those of another rung have changed', () => {
    const path = join(folder, 'verify/mutation.jsonl');
    const before = openResults(path, () => 'one', 'abc1234');
    for (const rung of ['canary', 'cases'] as const) before.add(attempt('a', rung, 'quiet'));
    const after = openResults(path, (_, rung) => (rung === 'cases' ? 'two' : 'one'), 'abc1234');
    expect(after.all().map(({ rung }) => rung)).to.deep.equal(['canary']);
  });

  it('tells all there ever were, whatever they were seen with, the oldest first', () => {
    open('one').add(attempt('a', 'canary', 'quiet'));
    open('one').add(attempt('b', 'canary', 'quiet'));
    open('two').add(attempt('a', 'canary', 'accused'));
    expect(open('three').ever().map(({ mutant, verdict, build }) => [mutant, verdict, build])).to.deep.equal([['a', 'quiet', 'one'], ['b', 'quiet', 'one'], ['a', 'accused', 'two']]);
  });

  it('forgets what it is told to, of this build alone', () => {
    for (const build of ['one', 'two']) for (const mutant of ['a', 'b']) open(build).add(attempt(mutant, 'canary', 'quiet'));
    open('one').forget(new Set(['a']));
    expect(keys('one')).to.deep.equal(['b canary']);
    expect(keys('two')).to.deep.equal(['a canary', 'b canary']);
  });

  it('forgets what was seen with anything else', () => {
    for (const build of ['one', 'two']) open(build).add(attempt('a', 'canary', 'quiet'));
    open('two').forgetOthers();
    expect([keys('one'), keys('two')]).to.deep.equal([[], ['a canary']]);
  });

  it('does without a line that was cut off', () => {
    open('one').add(attempt('a', 'canary', 'quiet'));
    appendFileSync(join(folder, 'verify/mutation.jsonl'), '{"mutant":"b","bui');
    expect(keys('one')).to.deep.equal(['a canary']);
  });
});
