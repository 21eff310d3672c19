/** Lists in pages: cluster-wide in one go where that is allowed, namespace by namespace where it is not. */
import { hasStatus, translate } from './errors.ts';

/** Objects a page; the API server's own advice for large lists. */
const pageSize = 500;

export interface PageRequest {
  readonly limit: number;
  readonly _continue?: string;
}

/** What every list of Kubernetes looks like, whether the client has a type for it or not. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly metadata?: { readonly _continue?: string };
}

/** Anything that may lie in a namespace. */
export interface Listed {
  readonly metadata?: { readonly namespace?: string | undefined };
}

/** How often a list is begun anew before it is given up. */
const mostTries = 3;

/**
 * All pages of one list. A list that takes too long expires between two pages, with 410 Gone, and begins anew: its rest
 * as of now would be another list.
 *
 * @param page asks for one page; without a continuation token for the first
 */
export const listAll = async <T>(what: string, page: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await pagesOf(page);
    } catch (error) {
      const translated = translate(error, `list ${what}`);
      if (!hasStatus(translated, 410) || tries === mostTries) throw translated;
    }
  }
};

const pagesOf = async <T>(page: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const answer = await page(token === undefined ? { limit: pageSize } : { limit: pageSize, _continue: token });
    items.push(...answer.items);
    token = answer.metadata?._continue || undefined;
  } while (token !== undefined);
  return items;
};

export interface ScopedList<T extends Listed> {
  readonly everywhere: (request: PageRequest) => Promise<Page<T>>;
  readonly inNamespace: (namespace: string, request: PageRequest) => Promise<Page<T>>;
}

/** @throws ClusterRequestError if neither way is allowed, or the wide one is not and no namespace is given */
export const listScoped = async <T extends Listed>(what: string, namespaces: readonly string[], list: ScopedList<T>): Promise<T[]> =>
  (await listWidest(what, namespaces, list)).items;

/** Like {@link listScoped}, and says how far it could see. */
export const listWidest = async <T extends Listed>(what: string, namespaces: readonly string[], list: ScopedList<T>): Promise<{ items: T[]; everywhere: boolean }> => {
  try {
    return { items: await listAll(what, list.everywhere), everywhere: true };
  } catch (error) {
    if (!hasStatus(error, 403) || namespaces.length === 0) throw error;
  }
  return { items: await listIn(what, namespaces, list), everywhere: false };
};

/**
 * Of kinds of which a cluster may have many, only the namespaces that matter; but where all of them fit on one page,
 * one request serves better than one for each namespace.
 */
export const listSparingly = async <T extends Listed>(what: string, namespaces: readonly string[], list: ScopedList<T>): Promise<T[]> => {
  if (namespaces.length > 1) {
    try {
      const { items, metadata } = await list.everywhere({ limit: pageSize });
      if (!metadata?._continue) return items.filter((item) => namespaces.includes(item.metadata?.namespace ?? ''));
    } catch (error) {
      const translated = translate(error, `list ${what}`);
      if (!hasStatus(translated, 403)) throw translated;
    }
  }
  return listIn(what, namespaces, list);
};

const listIn = async <T extends Listed>(what: string, namespaces: readonly string[], list: Pick<ScopedList<T>, 'inNamespace'>): Promise<T[]> => {
  const lists = await Promise.all(namespaces.map((namespace) => listAll(`${what} in namespace "${namespace}"`, (request) => list.inNamespace(namespace, request))));
  return lists.flat();
};
