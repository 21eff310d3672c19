import { ApiException } from '@kubernetes/client-node';
import type { KubernetesListObject, KubernetesObject } from '@kubernetes/client-node';
import { expect } from 'chai';
import { listAll, listScoped, listSparingly, listWidest } from '../../../src/cluster/lists.ts';
import type { PageRequest, ScopedList } from '../../../src/cluster/lists.ts';
import { rejection } from '../../support/rejection.ts';

type Page = KubernetesListObject<KubernetesObject>;

/** A server of objects named `namespace/name`, in pages of `size`; it notes what it was asked. */
const server = (objects: readonly string[], { size = 500, forbidden = '', expires = 0 }: { size?: number; forbidden?: string; expires?: number } = {}) => {
  const asked: string[] = [];
  let left = expires;
  const answer = (scope: string, { limit, _continue }: PageRequest): Promise<Page> => {
    asked.push(_continue === undefined ? scope : `${scope}+`);
    if (_continue !== undefined && left-- > 0) return Promise.reject(new ApiException(410, '', { reason: 'Expired', message: 'too old' }, {}));
    if (forbidden.split(' ').includes(scope)) return Promise.reject(new ApiException(403, '', { reason: 'Forbidden', message: 'no' }, {}));
    const all = objects.filter((object) => scope === '*' || object.startsWith(`${scope}/`));
    const from = Number(_continue ?? 0);
    const until = from + Math.min(limit, size);
    const items = all.slice(from, until).map((object) => ({ metadata: { namespace: object.split('/')[0] ?? '', name: object.split('/')[1] ?? '' } }));
    return Promise.resolve({ items, metadata: until < all.length ? { _continue: String(until) } : {} });
  };
  const list: ScopedList<KubernetesObject> = { everywhere: (page) => answer('*', page), inNamespace: (namespace, page) => answer(namespace, page) };
  return { list, asked };
};
const names = (items: readonly KubernetesObject[]): string[] => items.map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`);
const objects = ['a/1', 'a/2', 'b/1', 'c/1', 'c/2'];

describe('listAll()', () => {
  it('goes on until there is no further page', async () => {
    const { list, asked } = server(objects, { size: 2 });
    expect(names(await listAll('pods', list.everywhere))).to.deep.equal(objects);
    expect(asked).to.deep.equal(['*', '*+', '*+']);
  });

  it('takes an empty token for the end', async () => {
    expect(await listAll('pods', () => Promise.resolve({ items: [], metadata: { _continue: '' } }))).to.deep.equal([]);
  });

  it('begins anew when the list has expired between two pages', async () => {
    const { list, asked } = server(objects, { size: 2, expires: 2 });
    expect(names(await listAll('pods', list.everywhere))).to.deep.equal(objects);
    expect(asked).to.deep.equal(['*', '*+', '*', '*+', '*', '*+', '*+']);
  });

  it('gives up a list that always expires', async () => {
    expect(await rejection(listAll('pods', server(objects, { size: 2, expires: 9 }).list.everywhere))).to.include({ message: 'Cannot list pods: too old', status: 410 });
  });

  it('says what could not be listed', async () => {
    expect(await rejection(listAll('pods', server([], { forbidden: '*' }).list.everywhere))).to.include({ message: 'Cannot list pods: no', status: 403 });
  });
});

describe('listWidest()', () => {
  const cases: readonly { name: string; namespaces: string[]; forbidden?: string; expected: { items: string[]; everywhere: boolean }; asked: string[] }[] = [
    { name: 'asks once where it may see everything', namespaces: ['a'], expected: { items: objects, everywhere: true }, asked: ['*'] },
    { name: 'asks namespace by namespace where it may not', namespaces: ['a', 'c'], forbidden: '*', expected: { items: ['a/1', 'a/2', 'c/1', 'c/2'], everywhere: false }, asked: ['*', 'a', 'c'] },
  ];
  for (const { name, namespaces, forbidden = '', expected, asked } of cases) {
    it(name, async () => {
      const fake = server(objects, { forbidden });
      const { items, everywhere } = await listWidest('leases', namespaces, fake.list);
      expect({ items: names(items), everywhere }).to.deep.equal(expected);
      expect(fake.asked).to.deep.equal(asked);
    });
  }

  it('names the namespace in which it may not look either', async () => {
    expect(await rejection(listScoped('leases', ['a', 'b'], server(objects, { forbidden: '* b' }).list))).to.have.property('message', 'Cannot list leases in namespace "b": no');
  });

  it('does not call it nothing when it may look nowhere', async () => {
    expect(await rejection(listWidest('leases', [], server(objects, { forbidden: '*' }).list))).to.include({ message: 'Cannot list leases: no' });
  });

  it('does not take another error for a refusal', async () => {
    const list = { ...server(objects).list, everywhere: () => Promise.reject(new ApiException(500, '', 'broken', {})) };
    expect(await rejection(listScoped('leases', ['a'], list))).to.have.property('message', 'Cannot list leases: broken');
  });
});

describe('listSparingly()', () => {
  const cases: readonly { name: string; namespaces: string[]; size?: number; forbidden?: string; expected: string[]; asked: string[] }[] = [
    { name: 'asks nobody about no namespace', namespaces: [], expected: [], asked: [] },
    { name: 'asks for one namespace alone', namespaces: ['a'], expected: ['a/1', 'a/2'], asked: ['a'] },
    { name: 'takes several from one page, where everything fits on it', namespaces: ['a', 'b'], expected: ['a/1', 'a/2', 'b/1'], asked: ['*'] },
    { name: 'asks for each of several where it does not fit', namespaces: ['a', 'b'], size: 2, expected: ['a/1', 'a/2', 'b/1'], asked: ['*', 'a', 'b'] },
    { name: 'asks for each of several where it may not see everything', namespaces: ['a', 'c'], forbidden: '*', expected: ['a/1', 'a/2', 'c/1', 'c/2'], asked: ['*', 'a', 'c'] },
  ];
  for (const { name, namespaces, size = 500, forbidden = '', expected, asked } of cases) {
    it(name, async () => {
      const fake = server(objects, { size, forbidden });
      expect(names(await listSparingly('pods', namespaces, fake.list))).to.deep.equal(expected);
      expect(fake.asked).to.deep.equal(asked);
    });
  }
});
