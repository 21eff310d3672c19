import { expect } from 'chai';
import { mergeMatrices, toLoadedMatrix } from '../../../src/derive/loaded.ts';
import type { LoadedMatrix } from '../../../src/matrix/parse.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { policiesFrom } from '../../support/policies.ts';
import { aNamespace, aSnapshot } from '../../support/snapshot.ts';
import { aWorld, aWorldPod, derivedFrom } from '../../support/world.ts';

const policies = { 'shop/deny': 'podSelector: {}' };
const { matrix } = derivedFrom(aWorld({ pods: [aWorldPod('web', { ports: [{ name: 'http', protocol: 'TCP', port: 8080 }] })], policies }));
const at = (source: string, target: string) => ({ source: matrix.sources.findIndex(({ name }) => name === source), target: matrix.targets.findIndex(({ name }) => name === target) });
const loadedOf = (...pairs: readonly (readonly [source: string, target: string])[]): LoadedMatrix => toLoadedMatrix(matrix, pairs.map(([source, target]) => at(source, target)), 'network-policies.shop');
const toldBy = ({ answers }: LoadedMatrix): string[] => answers.map(({ source, target, expectation, derived = false }) => `${source} -> ${target} ${JSON.stringify(expectation)} ${derived}`);

describe('toLoadedMatrix()', () => {
  it('has the chosen cells, marked as derived, and of sources and targets those that are used', () => {
    const loaded = loadedOf(['outsider', 'web:8080'], ['web', 'internet']);
    expect(toldBy(loaded)).to.deep.equal(['outsider -> web:8080 "deny" true', 'web -> internet "allow" true']);
    expect(loaded.matrix.sources).to.deep.equal({ outsider: { namespace: 'default', labels: { app: 'netproof-stranger' } }, web: { namespace: 'shop', labels: { app: 'web' } } });
    expect(loaded.matrix.targets).to.deep.equal({ 'web:8080': { standIn: { namespace: 'shop', labels: { app: 'web' } }, ports: [{ port: 8080, protocol: 'TCP', name: 'http' }] }, internet: { wellKnown: 'internet', addresses: ['203.0.113.10'], port: 443 } });
  });

  it('drops what is undefined', () => expect(toldBy(loadedOf(['web', 'apiserver'], ['web', 'internet']))).to.deep.equal(['web -> internet "allow" true']));

  it('passes over cells that are not there', () => expect(toLoadedMatrix(matrix, [{ source: 99, target: 0 }, { source: 0, target: 99 }], 'network-policies').answers).to.deep.equal([]));

  it('can be planned like any matrix, and no cell has an intent', () => {
    const snapshot = aSnapshot({ namespaces: ['default', 'shop', 'kube-system'].map((name) => aNamespace(name)), policies: policiesFrom(policies) });
    const { cells } = aPlan({}, { loaded: loadedOf(['outsider', 'web:8080'], ['web', 'internet']), snapshot });
    expect(cells.map(({ cell, intent }) => [cell.id, intent])).to.deep.equal([['outsider -> web:8080 TCP/8080 pod-ip IPv4', undefined], ['web -> internet TCP/443 direct IPv4', undefined]]);
  });
});

describe('mergeMatrices()', () => {
  const derived = loadedOf(['outsider', 'web:8080']);
  const mine = { namespace: 'app', labels: { app: 'mine' } };
  const written = (source: string, target: string): LoadedMatrix => aMatrix({ sources: { [source]: mine }, targets: { [target]: { standIn: mine, port: 1 } }, expect: { [source]: { [target]: 'deny' } } });

  it('keeps what was written as it is, and marks the names of what is derived', () => {
    const merged = mergeMatrices(written('outsider', 'web:8080'), derived);
    expect(toldBy(merged)).to.deep.equal(['outsider -> web:8080 "deny" false', 'policy:outsider -> policy:web:8080 "deny" true']);
    expect(merged.matrix.sources['outsider']?.namespace).to.equal('app');
    expect(merged.matrix.sources['policy:outsider']?.namespace).to.equal('default');
    expect(merged.matrix.metadata.name).to.equal('a-matrix');
  });

  for (const [name, source, target] of [['a source', 'policy:outsider', 'redis'], ['a target', 'web', 'policy:web:8080']] as const) {
    it(`has another mark where ${name} has that one already`, () => {
      const merged = mergeMatrices(written(source, target), derived);
      expect(toldBy(merged)).to.deep.equal([`${source} -> ${target} "deny" false`, 'policy2:outsider -> policy2:web:8080 "deny" true']);
      expect(merged.matrix.sources[source]?.namespace).to.equal('app');
      expect(merged.matrix.targets[target]).to.deep.include({ ports: [{ port: 1, protocol: 'TCP' }] });
    });
  }

  it('knows of each name where it comes from', () => {
    const merged = mergeMatrices(written('web', 'redis'), derived);
    expect([merged.originOf(['sources', 'web']).file, merged.originOf(['targets', 'policy:web:8080']).file]).to.deep.equal(['matrix.yaml', 'NetworkPolicies']);
  });
});
