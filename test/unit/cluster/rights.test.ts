import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import { missingRights, neededRights } from '../../../src/cluster/rights.ts';

interface Review {
  readonly spec: { readonly resourceAttributes?: { readonly verb?: string; readonly resource?: string; readonly subresource?: string; readonly namespace?: string } };
}

/** Answers yes to these, written `verb resource/subresource namespace`, and notes what it was asked. */
const reviewer = (allowed: (question: string) => boolean) => {
  const asked: string[] = [];
  const createSelfSubjectAccessReview = ({ body: { spec } }: { body: Review }): Promise<object> => {
    const { verb, resource, subresource, namespace } = spec.resourceAttributes ?? {};
    const question = `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}${namespace === undefined ? '' : ` ${namespace}`}`;
    asked.push(question);
    return Promise.resolve({ status: { allowed: allowed(question) } });
  };
  return { asked, api: { authorization: { createSelfSubjectAccessReview } } as unknown as Connection };
};
const all = ['patch pods', 'delete pods', 'get pods/log', 'create leases', 'delete leases'];

const cases: readonly { name: string; allowed: (question: string) => boolean; missing: readonly string[]; asked: readonly string[] }[] = [
  { name: 'asks an administrator once', allowed: () => true, missing: [], asked: ['* *'] },
  { name: 'asks once for each right that holds everywhere', allowed: (question) => all.includes(question), missing: [], asked: ['* *', ...all] },
  {
    name: 'asks in each namespace for what does not hold everywhere',
    allowed: (question) => question !== 'delete pods' && question !== '* *' && question !== 'delete pods b',
    missing: ['no permission to delete pods in namespace "b"'],
    asked: ['* *', ...all, 'delete pods a', 'delete pods b'],
  },
  { name: 'names a subresource', allowed: (question) => !question.startsWith('get') && question !== '* *', missing: ['a', 'b'].map((namespace) => `no permission to get pods/log in namespace "${namespace}"`), asked: ['* *', ...all, 'get pods/log a', 'get pods/log b'] },
];

describe('missingRights()', () => {
  for (const { name, allowed, missing, asked } of cases) {
    it(name, async () => {
      const fake = reviewer(allowed);
      expect(await missingRights(fake.api, [{ rights: neededRights, namespaces: ['a', 'b'] }])).to.deep.equal(missing);
      expect(fake.asked).to.deep.equal(asked);
    });
  }
});
