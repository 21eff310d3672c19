import { expect } from 'chai';
import { checksOf, has } from '../../../../src/report/formats/checks.ts';
import { mixed } from '../reports.ts';
import { reports } from './reports.ts';

describe('checksOf()', () => {
  it('has a check for each cell, for each skip, and for the run', () => {
    expect(checksOf(mixed()).map(({ group, name, result, kind }) => `${group}: ${name}: ${result} ${kind}`)).to.deep.equal([
      'web: web -> redis TCP/6379 pod-ip IPv4: pass none',
      'web: web -> db TCP/6379 pod-ip IPv4: pass none',
      'web: web -> cache TCP/6379 pod-ip IPv4: fail leak',
      'web: web -> dns TCP/6379 pod-ip IPv4: fail overblock',
      'web: web -> queue TCP/6379 pod-ip IPv4: error inconclusive',
      'web: web -> gone TCP/6379 direct IPv4: skip vacuous',
      'web: web -> late TCP/6379 pod-ip IPv4: pass startup-exposure',
      'web: web -> mesh: skip skipped',
      'run: shows what it was asked: pass run',
    ]);
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`agrees with the exit code: ${name}`, () => {
      const { exitCode } = report();
      const checks = checksOf(report());
      expect(has(checks, 'fail', 'error'), `exit code ${exitCode}`).to.equal(exitCode !== 0);
      if (exitCode === 1) expect(has(checks, 'fail')).to.equal(true);
      else if (exitCode !== 130) expect(has(checks, 'fail')).to.equal(false);
    });

    it(`gives each check a name of its own, with nothing of this run: ${name}`, () => {
      const names = checksOf(report()).map(({ group, name: own }) => `${group} ${own}`);
      expect(new Set(names).size).to.equal(names.length);
      expect(names.join('\n')).to.not.match(/10\.0\.|np-|r1/);
    });
  }

  it('says of an exposure what it fails only where it must', () => {
    const [lenient, strict] = (['an exposure', 'an exposure, strictly'] as const).map((name) => checksOf(reports[name]!())[0]);
    expect([lenient?.result, strict?.result]).to.deep.equal(['pass', 'fail']);
    expect(lenient?.message).to.equal(strict?.message).and.include('was open from');
  });
});
