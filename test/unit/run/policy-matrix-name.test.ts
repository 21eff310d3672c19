import { expect } from 'chai';
import { parseLabelSelector } from '../../../src/cli/label-selector.ts';
import { policyMatrixName } from '../../../src/run/policy-matrix-name.ts';
import { dns1123 } from '../../../src/yaml/names.ts';

const nameOf = (namespaces: readonly string[] | 'all', selector?: string): string => policyMatrixName({ namespaces, ...(selector === undefined ? {} : { pods: parseLabelSelector(selector) }) });
const many = Array.from({ length: 40 }, (_, index) => `namespace-${index + 10}`);

describe('policyMatrixName()', () => {
  const names: readonly [asked: string, name: string, pattern: RegExp][] = [
    ['all namespaces', nameOf('all'), /^network-policies$/],
    ['one', nameOf(['shop']), /^network-policies\.shop$/],
    ['several, in whatever order, and named twice', nameOf(['shop', 'bank', 'shop']), /^network-policies\.bank\.shop$/],
    ['some pods of all', nameOf('all', 'app=web'), /^network-policies-app-in-web-[0-9a-f]{10}$/],
    ['some pods of one', nameOf(['shop'], 'app.kubernetes.io/name in (Web, api),!legacy'), /^network-policies-app-kubernetes-io-name-in-web-api-l[a-z]*-[0-9a-f]{10}\.shop$/],
    ['more than a name has room for', nameOf(many), /^network-policies\.namespace-10\.namespace-11\..*-[0-9a-f]{10}$/],
  ];
  for (const [asked, name, pattern] of names) it(`says that it is about ${asked}`, () => expect(dns1123.parse(name)).to.match(pattern));

  const pairs: readonly [name: string, one: string, other: string, isSame: boolean][] = [
    ['two namespaces', nameOf(['shop']), nameOf(['bank']), false],
    ['a namespace, and one that is called like two', nameOf(['a-b']), nameOf(['a', 'b']), false],
    ['all pods of a namespace, and some', nameOf(['shop']), nameOf(['shop'], 'app=web'), false],
    ['selectors that differ in case', nameOf(['shop'], 'app=web'), nameOf(['shop'], 'app=Web'), false],
    ['selectors that differ in a sign', nameOf(['shop'], 'app=a.b'), nameOf(['shop'], 'app=a_b'), false],
    ['the same selector in another order', nameOf(['shop'], 'app in (b, a),tier!=db'), nameOf(['shop'], 'tier!=db,app in (a,b)'), true],
    ['long names that begin alike', nameOf(many), nameOf(many.slice(0, -1)), false],
  ];
  for (const [name, one, other, isSame] of pairs) it(`${isSame ? 'is one' : 'tells apart'}: ${name}`, () => expect(one === other).to.equal(isSame));
});
