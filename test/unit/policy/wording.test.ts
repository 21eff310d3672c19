import { expect } from 'chai';
import type { Peer, PortRule } from '../../../src/model/network-policy.ts';
import type { Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import { everyPort, noPorts, portRange, union } from '../../../src/policy/port-set.ts';
import type { PortSet } from '../../../src/policy/port-set.ts';
import { describeLabel, describePeer, describePort, describePortSet, describeSelector, unmetBy } from '../../../src/policy/wording.ts';
import { aSelector } from '../../support/snapshot.ts';

const requirement = (key: string, operator: SelectorRequirement['operator'], ...values: string[]): SelectorRequirement => ({ key, operator, values });
const nowhere = aSelector({});
const team = aSelector({ team: 'red' });

describe('describeSelector()', () => {
  for (const [selector, expected] of [
    [nowhere, 'everything'],
    [aSelector({ app: 'web', tier: '' }), 'app=web,tier='],
    [aSelector({ app: 'web' }, [requirement('a', 'In', 'b', 'c'), requirement('d', 'NotIn', 'e'), requirement('f', 'Exists'), requirement('g', 'DoesNotExist')]), 'app=web,a in (b,c),d notin (e),f,!g'],
  ] as const) {
    it(`says ${expected}`, () => expect(describeSelector(selector)).to.equal(expected));
  }
});

const unmet: readonly { name: string; selector: Selector; expected: readonly string[] }[] = [
  { name: 'nothing where it matches', selector: aSelector({ app: 'web' }, [requirement('x', 'DoesNotExist'), requirement('x', 'NotIn', 'y')]), expected: [] },
  { name: 'a label with another value', selector: aSelector({ app: 'db' }), expected: ['app is "web"'] },
  { name: 'a label that is not there', selector: aSelector({ tier: 'back' }), expected: ['there is no label tier'] },
  { name: 'a label that should not be there', selector: aSelector({}, [requirement('app', 'DoesNotExist')]), expected: ['app is "web"'] },
  { name: 'a value that should not be', selector: aSelector({}, [requirement('app', 'NotIn', 'web')]), expected: ['app is "web"'] },
  { name: 'a label once, whatever is asked of it', selector: aSelector({ app: 'db' }, [requirement('app', 'In', 'cache')]), expected: ['app is "web"'] },
  { name: 'all that keeps it from matching, and nothing else', selector: aSelector({ app: 'web', tier: 'x' }, [requirement('zone', 'Exists')]), expected: ['there is no label tier', 'there is no label zone'] },
  { name: 'no property of an object', selector: aSelector({ constructor: 'x' }), expected: ['there is no label constructor'] },
];

describe('unmetBy()', () => {
  for (const { name, selector, expected } of unmet) it(`tells ${name}`, () => expect(unmetBy(selector, { app: 'web' }).map(describeLabel)).to.deep.equal(expected));
});

const peers: readonly (readonly [Peer, string])[] = [
  [{ podSelector: aSelector({ app: 'web' }) }, 'pods with app=web in shop'],
  [{ podSelector: nowhere }, 'all pods in shop'],
  [{ namespaceSelector: nowhere }, 'all pods in all namespaces'],
  [{ namespaceSelector: team, podSelector: aSelector({ app: 'web' }) }, 'pods with app=web in namespaces with team=red'],
  [{ namespaceSelector: aSelector({ 'kubernetes.io/metadata.name': 'data' }) }, 'all pods in namespace data'],
  [{ namespaceSelector: aSelector({ 'kubernetes.io/metadata.name': 'data', team: 'red' }) }, 'all pods in namespaces with kubernetes.io/metadata.name=data,team=red'],
  [{ namespaceSelector: aSelector({}, [requirement('team', 'Exists')]) }, 'all pods in namespaces with team'],
  [{ ipBlock: { cidr: '10.0.0.0/8', except: [] } }, 'addresses in 10.0.0.0/8'],
  [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] } }, 'addresses in 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16'],
];

describe('describePeer()', () => {
  for (const [peer, expected] of peers) it(`says ${expected}`, () => expect(describePeer(peer, 'shop')).to.equal(expected));
});

const ports: readonly (readonly [PortRule, string])[] = [
  [{ protocol: 'UDP' }, 'every UDP port'],
  [{ protocol: 'TCP', port: 80 }, 'TCP/80'],
  [{ protocol: 'TCP', port: 'http' }, 'TCP/http'],
  [{ protocol: 'SCTP', port: 80, endPort: 90 }, 'SCTP/80-90'],
];

describe('describePort()', () => {
  for (const [port, expected] of ports) it(`says ${expected}`, () => expect(describePort(port)).to.equal(expected));
});

const sets: readonly { name: string; set: PortSet; expected: readonly string[] }[] = [
  { name: 'nothing', set: noPorts, expected: [] },
  { name: 'everything', set: union([everyPort]), expected: ['every port'] },
  { name: 'a protocol', set: portRange('UDP'), expected: ['every UDP port'] },
  { name: 'numbers and ranges', set: union([portRange('TCP', 80, 80), portRange('TCP', 8000, 8080), portRange('UDP', 53, 53)]), expected: ['TCP/80', 'TCP/8000-8080', 'UDP/53'] },
  { name: 'all but one', set: union([portRange('TCP', 2), portRange('UDP'), portRange('SCTP')]), expected: ['TCP/2-65535', 'every UDP port', 'every SCTP port'] },
];

describe('describePortSet()', () => {
  for (const { name, set, expected } of sets) it(`tells ${name}`, () => expect(describePortSet(set)).to.deep.equal(expected));
});
