import { expect } from 'chai';
import { parseLabelSelector } from '../../../src/cli/label-selector.ts';
import { NetproofError } from '../../../src/errors.ts';
import { selects } from '../../../src/policy/selector.ts';

const web = { app: 'web', 'app.kubernetes.io/part-of': 'shop', empty: '' };

/** As kubectl answers for a pod with these labels. */
const cases: readonly [text: string, selected: boolean][] = [
  ['app=web', true],
  ['app==web', true],
  ['app = web', true],
  ['app=api', false],
  ['app!=api', true],
  ['app!=web', false],
  ['tier!=db', true],
  ['app', true],
  ['tier', false],
  ['!tier', true],
  ['! app', false],
  ['app in (web, api)', true],
  ['app in (api)', false],
  ['app notin (api,db)', true],
  ['app notin (web)', false],
  ['tier notin (db)', true],
  ['app in (web,api),app.kubernetes.io/part-of=shop', true],
  ['app=web,app.kubernetes.io/part-of=bank', false],
  ['app=web, !tier ,empty=', true],
  ['empty=x', false],
];

const mistakes: readonly [text: string, expected: RegExp][] = [
  ['', /write app=web/],
  ['app=web,', /write app=web/],
  ['app in web', /write app=web/],
  ['app in (web', /write app=web/],
  ['app=we b', /write app=web/],
  ['-app=web', /"-app" is no label key/],
  ['app=-web', /"-web" is no label value/],
  ['app in (-web)', /"-web" is no label value/],
  ['app>1', /"app>1" is no label key/],
];

describe('parseLabelSelector()', () => {
  for (const [text, selected] of cases) {
    it(`reads "${text}", which ${selected ? 'selects' : 'does not select'} the web pod`, () => {
      expect(selects(parseLabelSelector(text), web)).to.equal(selected);
    });
  }

  for (const [text, expected] of mistakes) {
    it(`refuses "${text}"`, () => {
      expect(() => parseLabelSelector(text)).to.throw(NetproofError, expected).with.property('message').match(/^Cannot read -l "/);
    });
  }
});
