import { expect } from 'chai';
import { forbidden, requestFor } from '../../../e2e/manifests/forbidden.ts';
import { everywhere } from '../../../e2e/manifests/granted.ts';

const requests: readonly { readonly right: string; readonly place: string; readonly expected: readonly [string, string] }[] = [
  { right: 'list /secrets', place: 'shop', expected: ['GET', '/api/v1/namespaces/shop/secrets'] },
  { right: 'list /secrets', place: everywhere, expected: ['GET', '/api/v1/secrets'] },
  { right: 'watch /secrets', place: 'shop', expected: ['GET', '/api/v1/namespaces/shop/secrets?watch=true'] },
  { right: 'create /pods/exec', place: 'shop', expected: ['POST', '/api/v1/namespaces/shop/pods/netproof-test-nobody/exec'] },
  { right: 'update networking.k8s.io/networkpolicies', place: 'shop', expected: ['PUT', '/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/netproof-test-nobody'] },
  { right: 'deletecollection /pods', place: 'shop', expected: ['DELETE', '/api/v1/namespaces/shop/pods?dryRun=All'] },
  { right: 'patch /namespaces', place: 'shop', expected: ['PATCH', '/api/v1/namespaces/shop'] },
  { right: 'create /namespaces', place: everywhere, expected: ['POST', '/api/v1/namespaces'] },
  { right: 'patch /nodes', place: everywhere, expected: ['PATCH', '/api/v1/nodes/netproof-test-nobody'] },
];

describe('what is forbidden', () => {
  for (const { right, place, expected } of requests) {
    it(`is tried by the request that needs the right: ${right}${place === everywhere ? '' : ` in ${place}`}`, () => expect(requestFor({ right, place })).to.deep.equal(expected));
  }

  it('is named once', () => expect(forbidden.map(({ place, right }) => `${right} in ${place}`)).to.have.length(new Set(forbidden.map(({ place, right }) => `${right} in ${place}`)).size));
});
