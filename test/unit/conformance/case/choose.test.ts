import { expect } from 'chai';
import type { ConformanceCase, Profile } from '../../../../src/conformance/case/case.ts';
import { chooseCases } from '../../../../src/conformance/case/choose.ts';
import type { Choice } from '../../../../src/conformance/case/choose.ts';
import { NetproofError } from '../../../../src/errors.ts';

const aCase = (id: string, profile: Profile, ...tags: readonly string[]): ConformanceCase => ({ id, title: id, feature: 'f', profile, tags, steps: [] });
const all = [aCase('peers/a', 'long', 'slow'), aCase('peers/b', 'quick', 'ingress'), aCase('peers-both/c', 'standard', 'egress'), aCase('ports/d', 'quick', 'egress', 'e2e')];

const chosen: readonly { readonly name: string; readonly choice: Choice; readonly ids: readonly string[] }[] = [
  { name: 'quick is quick alone', choice: { profile: 'quick' }, ids: ['peers/b', 'ports/d'] },
  { name: 'standard has quick in it, and before it', choice: { profile: 'standard' }, ids: ['peers/b', 'ports/d', 'peers-both/c'] },
  { name: 'long is everything', choice: { profile: 'long' }, ids: ['peers/b', 'ports/d', 'peers-both/c', 'peers/a'] },
  { name: 'a case by its id, of whatever profile', choice: { profile: 'quick', ids: ['peers/a'] }, ids: ['peers/a'] },
  { name: 'a folder, and no other whose name begins like it', choice: { profile: 'quick', ids: ['peers'] }, ids: ['peers/b', 'peers/a'] },
  { name: 'several names', choice: { profile: 'quick', ids: ['ports/d', 'peers-both'] }, ids: ['ports/d', 'peers-both/c'] },
  { name: 'a tag, within the profile', choice: { profile: 'quick', tags: ['egress'] }, ids: ['ports/d'] },
  { name: 'either of two tags', choice: { profile: 'standard', tags: ['e2e', 'ingress'] }, ids: ['peers/b', 'ports/d'] },
  { name: 'names and tags together', choice: { profile: 'quick', ids: ['peers'], tags: ['slow'] }, ids: ['peers/a'] },
];

const refused: readonly { readonly name: string; readonly choice: Choice; readonly says: string }[] = [
  { name: 'a name that is nobody’s', choice: { profile: 'long', ids: ['ports/d', 'peer'] }, says: 'There is no case "peer"; the folders are peers, peers-both, ports' },
  { name: 'a tag that nobody has', choice: { profile: 'long', tags: ['udp'] }, says: 'No case has tag "udp"; tags are e2e, egress, ingress, slow' },
  { name: 'a tag that nobody of the profile has', choice: { profile: 'quick', tags: ['slow', 'x'] }, says: 'No case has tag "slow" or tag "x"; tags are e2e, egress, ingress, slow' },
];

describe('chooseCases()', () => {
  for (const { name, choice, ids } of chosen) it(name, () => expect(chooseCases(all, choice).map(({ id }) => id)).to.deep.equal(ids));
  for (const { name, choice, says } of refused) it(`refuses ${name}`, () => expect(() => chooseCases(all, choice)).to.throw(NetproofError, says).with.property('code', 'ERR_USAGE'));
});
