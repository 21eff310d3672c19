import { ApiException } from '@kubernetes/client-node';
import type { V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import { translate } from '../../../src/cluster/errors.ts';
import { runAnnotation } from '../../../src/cluster/identity.ts';
import { createPodTracker } from '../../../src/cluster/pod-tracker.ts';

const podOf = (uid: string, ips: readonly string[] = []): V1Pod => ({ metadata: { namespace: 'n', name: 'p', uid, annotations: { [runAnnotation]: 'r' } }, status: { phase: 'Running', podIPs: ips.map((ip) => ({ ip })) } });
const turned = (labels: Record<string, string>, run?: string): V1Pod => ({ metadata: { namespace: 'n', name: 'p', uid: 'one', labels, annotations: run === undefined ? {} : { [runAnnotation]: run } }, status: { phase: 'Running' } });
const named = { namespace: 'n', name: 'p' };

interface Asked {
  readonly labelSelector?: string;
  readonly limit?: number;
}

/** A watch that says what it is told, and a list that answers as late as one wishes. */
const fakeApi = (list: (asked: Asked) => Promise<V1Pod[]>) => {
  const said: string[] = [];
  const watched: Asked[] = [];
  const over = new AbortController();
  const api = {
    stream: async (_path: string, query: Asked) => {
      watched.push(query);
      return (async function* () {
        while (!over.signal.aborted) {
          for (const line of said.splice(0)) yield new TextEncoder().encode(`${line}\n`);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
    },
    core: { listPodForAllNamespaces: async (asked: Asked) => ({ items: await list(asked) }) },
  };
  return { watched, api: api as unknown as Connection, say: (type: string, pod: V1Pod) => void said.push(JSON.stringify({ type, object: pod })), end: () => over.abort() };
};

describe('createPodTracker()', () => {
  const table: readonly { readonly name: string; readonly meanwhile: readonly (readonly [string, string])[]; readonly uid: string; readonly failure: string | undefined }[] = [
    { name: 'a pod that is not in the list any more was deleted by somebody', meanwhile: [], uid: 'one', failure: 'somebody deleted it' },
    { name: 'a pod that was created under the same name while the list was under way was not', meanwhile: [['ADDED', 'two']], uid: 'two', failure: undefined },
    { name: 'nor was one by the late news that the one before it is gone', meanwhile: [['ADDED', 'two'], ['DELETED', 'one']], uid: 'two', failure: undefined },
    { name: 'a pod of which the watch says that it is gone was', meanwhile: [['DELETED', 'one']], uid: 'one', failure: 'somebody deleted it' },
  ];
  for (const { name, meanwhile, uid, failure } of table) {
    it(name, async () => {
      const asked = Promise.withResolvers<(pods: V1Pod[]) => void>();
      const { api, say, end } = fakeApi(() => new Promise((resolve) => asked.resolve(resolve)));
      const tracker = createPodTracker(api, 'r', Date.now, 10);
      tracker.follow(['n']);
      say('ADDED', podOf('one'));
      await tracker.changed(1000);
      // It asks only while somebody waits.
      void tracker.changed(1000);
      const answer = await asked.promise;
      for (const [type, one] of meanwhile) say(type, podOf(one));
      await new Promise((resolve) => setTimeout(resolve, 50));
      answer([]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      tracker.stop();
      end();
      expect(tracker.status(named, uid)?.failure).to.equal(failure);
    });
  }

  it('asks for probe pods alone, and for no more than a page of them at a time', async () => {
    const listed: Asked[] = [];
    const { api, watched, end } = fakeApi(async (asked) => {
      listed.push(asked);
      return [];
    });
    const tracker = createPodTracker(api, 'r', Date.now, 10);
    tracker.follow(['n']);
    while (listed.length === 0) await tracker.changed(50);
    tracker.stop();
    end();
    expect(watched[0]).to.include({ labelSelector: 'netproof.dev/probe' });
    expect(listed[0]).to.deep.include({ labelSelector: 'netproof.dev/probe', limit: 500 });
  });

  it('keeps when it first heard of an address, of this very pod', async () => {
    const { api, say, end } = fakeApi(() => Promise.resolve([]));
    let nowMs = 0;
    const tracker = createPodTracker(api, 'r', () => (nowMs += 1000), 10_000);
    tracker.follow(['n']);
    const told = async (uid: string, ...ips: readonly string[]): Promise<number | undefined> => {
      say('MODIFIED', podOf(uid, ips));
      await tracker.changed(1000);
      return tracker.status(named)?.knownMs;
    };
    const heard = [await told('one'), await told('one', '10.0.0.1'), await told('one', '10.0.0.1', 'fd00::1'), await told('two'), await told('two', '10.0.0.2')];
    tracker.stop();
    end();
    expect(heard).to.deep.equal([undefined, 1000, 1000, undefined, 2000]);
  });

  it('asks for a namespace whose watch is silent, though that of another speaks', async () => {
    const forbidden = new ApiException(403, 'Forbidden', '{}', {});
    const listed = new Set<string>();
    const refuse = (): Promise<never> => Promise.reject(forbidden);
    const { api, say, end } = fakeApi(refuse);
    const stream = (path: string, query: Asked): unknown => {
      if (path === '/api/v1/pods') throw translate(forbidden, 'watch pods');
      return path.includes('/loud/') ? (api as unknown as { readonly stream: (path: string, query: Asked) => unknown }).stream(path, query) : new Promise(() => undefined);
    };
    const listNamespacedPod = async ({ namespace }: { readonly namespace: string }): Promise<{ readonly items: readonly V1Pod[] }> => {
      listed.add(namespace);
      return { items: [] };
    };
    const tracker = createPodTracker({ stream, core: { listPodForAllNamespaces: refuse, listNamespacedPod } } as unknown as Connection, 'r', Date.now, 200);
    tracker.follow(['loud', 'silent']);
    for (const until = performance.now() + 3000; !listed.has('silent') && performance.now() < until; ) {
      say('ADDED', podOf('one'));
      await tracker.changed(50);
    }
    tracker.stop();
    end();
    expect([...listed]).to.include('silent');
  });

  const relabellings: readonly { readonly name: string; readonly said: readonly V1Pod[]; readonly listed?: V1Pod; readonly worn: readonly object[] }[] = [
    { name: 'labels that were changed and put back', said: [turned({ app: 'web' }, 'r'), turned({ app: 'other' }, 'r'), turned({ app: 'web' }, 'r')], worn: [{ app: 'web' }, { app: 'other' }] },
    { name: 'labels that were changed with the name of its run', said: [turned({ app: 'web' }, 'r'), turned({ app: 'other' })], worn: [{ app: 'web' }, { app: 'other' }] },
    { name: 'labels of which the watch says nothing, once it asks', said: [turned({ app: 'web' }, 'r')], listed: turned({ app: 'other' }, 'r'), worn: [{ app: 'web' }, { app: 'other' }] },
    { name: 'nothing of a pod that never was of this run', said: [turned({ app: 'web' }, 's')], worn: [] },
  ];
  for (const { name, said, listed, worn } of relabellings) {
    it(`keeps ${name}`, async () => {
      const { api, say, end } = fakeApi(async () => (listed === undefined ? [] : [listed]));
      const tracker = createPodTracker(api, 'r', Date.now, 10_000);
      tracker.follow(['n']);
      for (const pod of said) say('MODIFIED', pod);
      await new Promise((resolve) => setTimeout(resolve, 60));
      await tracker.ask();
      tracker.stop();
      end();
      expect(tracker.status(named)?.worn ?? []).to.deep.equal(worn);
    });
  }

  it('is content with its watch where it may not ask, and throws where nobody answers', async () => {
    const asked = await Promise.all([403, 500].map(async (code) => {
      const { api, end } = fakeApi(() => Promise.reject(new ApiException(code, '', '{}', {})));
      const tracker = createPodTracker(api, 'r', Date.now, 10_000);
      tracker.follow(['n']);
      const answer = await tracker.ask().then(() => 'content', () => 'thrown');
      tracker.stop();
      end();
      return answer;
    }));
    expect(asked).to.deep.equal(['content', 'thrown']);
  });

  it('asks on after one refusal, which is no outage', async () => {
    let asked = 0;
    const { api, say, end } = fakeApi(() => (asked++ === 0 ? Promise.reject(new ApiException(403, 'Forbidden', '{}', {})) : Promise.resolve([])));
    const tracker = createPodTracker(api, 'r', Date.now, 10);
    tracker.follow(['n']);
    say('ADDED', podOf('one'));
    const until = performance.now() + 3000;
    let longestMs = 0;
    while (tracker.status(named)?.failure === undefined && performance.now() < until) {
      await tracker.changed(50);
      longestMs = Math.max(longestMs, tracker.outageMs());
    }
    tracker.stop();
    end();
    expect([asked > 1, tracker.status(named)?.failure, longestMs]).to.deep.equal([true, 'somebody deleted it', 0]);
  });
});
