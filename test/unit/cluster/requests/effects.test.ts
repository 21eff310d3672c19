import { expect } from 'chai';
import { changesNothing, isConditional, isHeartbeat, isRepeatable, lookup, lostAnswer } from '../../../../src/cluster/requests/effects.ts';

const metadata = { name: 'a', labels: { l: '1' }, annotations: { 'netproof.dev/run': 'r' }, ownerReferences: [{ uid: 'u' }] };
const post = (fields: object) => ({ method: 'POST', url: 'https://api/api/v1/namespaces/n/pods?dryRun=All', headers: { authorization: 'x' }, body: JSON.stringify({ metadata: fields }) });
const list = (...items: object[]) => ({ status: 200, headers: {}, text: JSON.stringify({ kind: 'PodList', items: items.map((item) => ({ metadata: item })) }) });

describe('isRepeatable()', () => {
  const cases = [
    { name: 'a creation by name', question: post({ name: 'a' }), expected: true },
    { name: 'a creation whose name the server chooses', question: post({ generateName: 'a-' }), expected: false },
    { name: 'a review, which is kept nowhere', question: { ...post({}), body: '{"spec":{}}' }, expected: true },
    { name: 'anything else', question: { ...post({}), method: 'DELETE' }, expected: true },
  ];
  for (const { name, question, expected } of cases) it(`${expected ? 'yes' : 'no'}: ${name}`, () => expect(isRepeatable(question)).to.equal(expected));
});

describe('changesNothing()', () => {
  const cases = [
    { name: 'reading', method: 'GET', path: '/api/v1/pods', expected: true },
    { name: 'trying', method: 'POST', path: '/api/v1/namespaces/n/pods?fieldManager=x&dryRun=All', expected: true },
    { name: 'asking for rights', method: 'POST', path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', expected: true },
    { name: 'creating', method: 'POST', path: '/api/v1/namespaces/n/pods', expected: false },
    { name: 'removing', method: 'DELETE', path: '/api/v1/namespaces/n/pods/a', expected: false },
    { name: 'changing', method: 'PATCH', path: '/api/v1/namespaces/n/pods/a', expected: false },
  ];
  for (const { name, method, path, expected } of cases) it(`${expected ? 'yes' : 'no'}: ${name}`, () => expect(changesNothing({ method, url: `https://api${path}`, headers: {} })).to.equal(expected));
});

describe('isConditional()', () => {
  it('is so where a version is named', () => {
    expect([{ resourceVersion: '7' }, {}].map((fields) => isConditional(post(fields)))).to.deep.equal([true, false]);
  });
});

describe('isHeartbeat()', () => {
  const lease = 'https://api/apis/coordination.k8s.io/v1/namespaces/n/leases/netproof-r';
  const cases = [
    { name: 'a Lease that is renewed', method: 'PATCH', url: lease, expected: true },
    { name: 'a Lease that is removed', method: 'DELETE', url: lease, expected: false },
    { name: 'a pod that is stopped', method: 'PATCH', url: 'https://api/api/v1/namespaces/leases/pods/a', expected: false },
  ];
  for (const { name, method, url, expected } of cases) it(`${expected ? 'is' : 'is not'} ${name}`, () => expect(isHeartbeat({ method, url, headers: {} })).to.equal(expected));
});

describe('lookup()', () => {
  it('asks for the object by its name, as a list, for which no other right is needed', () => {
    expect(lookup(post({ name: 'a' }))).to.deep.equal({ method: 'GET', url: 'https://api/api/v1/namespaces/n/pods?fieldSelector=metadata.name%3Da', headers: { authorization: 'x' } });
  });

  it('has nothing to ask for where nothing was created', () => {
    expect([lookup({ ...post({ name: 'a' }), method: 'PATCH' }), lookup(post({}))]).to.deep.equal([undefined, undefined]);
  });
});

describe('lostAnswer()', () => {
  const cases = [
    { name: 'what was asked for', found: { ...metadata, uid: 'x' }, expected: true },
    { name: 'with more from admission', found: { ...metadata, labels: { l: '1', m: '2' }, ownerReferences: [{ uid: 'v' }, { uid: 'u' }] }, expected: true },
    { name: 'an object of that name of somebody else', found: { name: 'a' }, expected: false },
    { name: 'an object of another run', found: { ...metadata, annotations: { 'netproof.dev/run': 'other' } }, expected: false },
    { name: 'an object of another owner', found: { ...metadata, ownerReferences: [{ uid: 'v' }] }, expected: false },
    { name: 'other labels', found: { ...metadata, labels: { l: '2' } }, expected: false },
    { name: 'an object without any mark of ours', asked: { name: 'a' }, found: { name: 'a', uid: 'x' }, expected: false },
    { name: 'another name, from a server that does not select', found: { ...metadata, name: 'b' }, expected: false },
    { name: 'an earlier one, which is about to go', found: { ...metadata, deletionTimestamp: '2026-11-22T00:00:00Z' }, expected: false },
  ];
  for (const { name, asked = metadata, found, expected } of cases) {
    it(`${expected ? 'is' : 'is not'} ${name}`, () => {
      expect(lostAnswer(post(asked), list(found))).to.deep.equal(expected ? { status: 201, headers: {}, text: JSON.stringify({ metadata: found }) } : undefined);
    });
  }

  for (const [name, found] of [['an empty list', list()], ['a page of a proxy', { status: 200, headers: {}, text: '<html>' }]] as const) {
    it(`is not in ${name}`, () => expect(lostAnswer(post(metadata), found)).to.equal(undefined));
  }
});
