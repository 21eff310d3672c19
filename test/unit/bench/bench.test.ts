import { expect } from 'chai';
import { makeCluster } from '../../../bench/cluster/index.ts';
import { figures } from '../../../bench/figures.ts';
import { median } from '../../../bench/measure.ts';
import { workloadNames, workloads } from '../../../bench/workloads.ts';
import { deriveFrom } from '../../../src/derive/from-world.ts';

const tiny = { pods: 180, classes: 60, policies: 40, namespaces: 6 };

describe('bench', () => {
  it('makes up the same cluster each time, of the size that was asked for', () => {
    const { pods, policies, namespaces } = makeCluster(tiny);
    expect([pods.length, policies.length, namespaces.length]).to.deep.equal([tiny.pods, tiny.policies, tiny.namespaces]);
    expect(makeCluster(tiny)).to.deep.equal(makeCluster(tiny));
  });

  it('has one class for each workload, a stranger in each namespace, and answers of every kind', () => {
    const cluster = makeCluster(tiny);
    const { sources, targets, answer } = deriveFrom(cluster, { namespaces: cluster.namespaces.map(({ name }) => name), internet: '203.0.113.10' }).matrix;
    expect(sources).to.have.lengthOf(tiny.classes + tiny.namespaces);
    expect(new Set(sources.flatMap((_, source) => targets.map((_target, target) => answer(source, target).verdict)))).to.deep.equal(new Set(['allow', 'deny', 'undefined']));
  });

  for (const name of workloadNames) {
    it(`measures ${name}`, () => {
      const { seconds, megabytes, times } = workloads[name](tiny);
      expect(Math.min(seconds, megabytes, times)).to.be.above(0);
    });
  }

  it('says each figure in one line of its own', () => {
    const lines = figures.map(({ say }) => say({ seconds: 1.234, cpuSeconds: 1, megabytes: 99.6, times: 1e6 }));
    expect(lines[0]).to.equal('derive: 10000 pods, 1000 policies: 1.23 s, 100 MB (1.00 s of CPU)');
    expect(new Set(lines).size).to.equal(lines.length);
    for (const line of lines) expect(line).not.to.include('\n');
  });

  it('takes the measurement in the middle, by its seconds', () => {
    const costs = [3, 1, 2].map((seconds) => ({ seconds, cpuSeconds: 0, megabytes: 10 - seconds }));
    expect(median(costs)).to.deep.equal({ seconds: 2, cpuSeconds: 0, megabytes: 8 });
  });
});
