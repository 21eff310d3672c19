import { expect } from 'chai';
import { emptyStore, withEvent, withList, type ApiObject } from '../../../enforcer/agent/store.ts';

const object = (uid: string, resourceVersion: string): ApiObject => ({ metadata: { uid, resourceVersion } });
const list = (resourceVersion: string, ...items: readonly ApiObject[]) => ({ metadata: { resourceVersion }, items });
const listed = withList(emptyStore<ApiObject>(), list('9', object('a', '1'), object('b', '2')));

describe('withList()', () => {
  it('replaces what is known', () => expect([...withList(listed, list('10', object('b', '2'))).objects.keys()]).to.deep.equal(['b']));

  it('is not taken where events have told more: 9 is older than 11', () => {
    const newer = withEvent(listed, { type: 'ADDED', object: object('c', '11') });
    expect(withList(newer, list('10', object('a', '1')))).to.equal(newer);
  });

  it('changes nothing but the version where everything is as it was', () => {
    const again = withList(listed, list('12', object('a', '1'), object('b', '2')));
    expect(again.objects).to.equal(listed.objects);
    expect(again.version).to.equal('12');
  });

  it('is news if it is the first, even if it is empty', () => {
    const none = emptyStore<ApiObject>();
    expect(withList(none, list('1')).objects).to.not.equal(none.objects);
  });
});

describe('withEvent()', () => {
  it('adds, changes and deletes', () => {
    const changed = withEvent(withEvent(listed, { type: 'MODIFIED', object: object('a', '10') }), { type: 'DELETED', object: object('b', '11') });
    expect([...changed.objects.values()]).to.deep.equal([object('a', '10')]);
    expect(changed.version).to.equal('11');
  });

  it('begins anew after an error', () => {
    expect(() => withEvent(listed, { type: 'ERROR', object: object('', '') })).to.throw('the watch has ended');
  });
});
