import { expect } from 'chai';
import type { PolicyManifest, Step } from '../../../../src/conformance/case/case.ts';
import { labelsOf } from '../../../../src/conformance/world/world.ts';
import type { PodKey } from '../../../../src/conformance/world/world.ts';
import type { PodPlan } from '../../../../src/model/plan.ts';
import { act, noTraces, undo } from '../../../../src/run/conformance/act.ts';
import type { Actor, Traces } from '../../../../src/run/conformance/act.ts';
import { worldPod } from '../../../../src/run/conformance/members.ts';
import type { Probes } from '../../../../src/run/probes.ts';
import { worldApi } from '../../../support/world-api.ts';
import { fakeSet } from './fake-set.ts';

const run = { id: 'r', secret: 's', heart: 'netproof-r', periodMs: 400 };
const names = { x: 'r-1x', y: 'r-1y', z: 'r-1z' };

const podOf = (key: PodKey, label: string): PodPlan => ({ ...worldPod(run, { key, label, node: 'node1' }, names, labelsOf(key), '0'), name: label });
const instanceLabels = (key: PodKey): string[] => (key === 'x/a' ? ['x/a.1', 'x/a.2'] : [key]);

/** A stage on which everything is written down, a line each, in the order in which it happens. */
const stage = () => {
  const { api, asked, policies } = worldApi();
  const { set, now } = fakeSet({ seen: new Map() });
  const playing = {
    ...set,
    of: (key: PodKey) => instanceLabels(key).map((label) => ({ instance: { key, label, node: 'node1' }, pod: podOf(key, label), generation: 0, ips: key === 'z/c' ? ['10.1.0.9'] : ['10.1.0.5', 'fd01::5'] })),
    launch: async (instance: { readonly key: PodKey; readonly label: string }, worn: object) => {
      asked.push(`launch ${instance.label} ${JSON.stringify(worn)}`);
      return { pod: podOf(instance.key, instance.label), ips: [] };
    },
    addPending: async (key: PodKey) => {
      asked.push(`pend ${key}`);
      return async () => void asked.push(`drop pending ${key}`);
    },
    replace: async (replacements: readonly { readonly instance: { readonly label: string } }[]) => void asked.push(`replace ${replacements.map(({ instance }) => instance.label).join(' ')}`),
  };
  const probes = {
    drop: async ({ name }: { readonly name: string }) => void asked.push(`drop ${name}`),
    finish: async ({ name }: { readonly name: string }) => void asked.push(`finish ${name}`),
  } as unknown as Probes;
  const context = { api, now, signal: new AbortController().signal };
  return { actor: { context, set: playing, probes } as unknown as Actor, asked, policies };
};

const nothing: Step = { apply: [], remove: [], label: [], recreate: [], finish: [], pending: [], expect: [{ deny: [], allow: [] }] };
const policy = (spec: PolicyManifest['spec'] = { podSelector: {} }, name = 'p'): PolicyManifest => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'y' }, spec });
const web = '{"pod":"b","app":"api"}';

const acts: readonly { readonly name: string; readonly steps: readonly Partial<Step>[]; readonly does: readonly string[]; readonly takenBack: readonly string[] }[] = [
  { name: 'a policy', steps: [{ apply: [policy()] }], does: ['create r-1y/p'], takenBack: ['delete r-1y/p'] },
  { name: 'a policy that is removed again', steps: [{ apply: [policy()] }, { remove: ['y/p'] }], does: ['create r-1y/p', 'delete r-1y/p'], takenBack: [] },
  { name: 'a policy that is replaced', steps: [{ apply: [policy()] }, { apply: [policy({ podSelector: { matchLabels: { pod: 'a' } } })] }], does: ['create r-1y/p', 'create r-1y/p', 'replace r-1y/p'], takenBack: ['delete r-1y/p'] },
  { name: 'one of the same name in one step, removed first', steps: [{ apply: [policy()] }, { remove: ['y/p'], apply: [policy()] }], does: ['create r-1y/p', 'delete r-1y/p', 'create r-1y/p'], takenBack: ['delete r-1y/p'] },
  { name: 'labels of a pod', steps: [{ label: [{ of: 'y/b', set: { role: 'client', pod: 'c' }, unset: ['app'] }] }], does: ['patch pod r-1y/y/b {"labels":{"role":"client","pod":"c","app":null}}'], takenBack: ['patch pod r-1y/y/b {"labels":{"role":null,"pod":"b","app":"api"}}'] },
  { name: 'labels of both instances of the subject', steps: [{ label: [{ of: 'x/a', set: { a: 'b' }, unset: [] }] }], does: ['patch pod r-1x/x/a.1 {"labels":{"a":"b"}}', 'patch pod r-1x/x/a.2 {"labels":{"a":"b"}}'], takenBack: ['patch pod r-1x/x/a.1 {"labels":{"a":null}}', 'patch pod r-1x/x/a.2 {"labels":{"a":null}}'] },
  { name: 'labels of a namespace', steps: [{ label: [{ of: 'y', set: { team: 'green' }, unset: ['ns'] }] }], does: ['patch namespace r-1y {"labels":{"team":"green","ns":null}}'], takenBack: ['patch namespace r-1y {"labels":{"team":"blue","ns":"y"}}'] },
  { name: 'a pod that is made anew', steps: [{ recreate: ['y/b'] }], does: ['drop y/b', `launch y/b ${web}`, 'replace y/b'], takenBack: [] },
  { name: 'a pod that is made anew with the labels that it was given', steps: [{ label: [{ of: 'y/b', set: { role: 'client' }, unset: ['app'] }] }, { recreate: ['y/b'] }], does: ['patch pod r-1y/y/b {"labels":{"role":"client","app":null}}', 'drop y/b', 'launch y/b {"pod":"b","role":"client"}', 'replace y/b'], takenBack: ['patch pod r-1y/y/b {"labels":{"role":null,"app":"api"}}'] },
  { name: 'a pod that finishes', steps: [{ finish: ['y/b'] }], does: ['finish y/b'], takenBack: ['drop y/b', `launch y/b ${web}`, 'replace y/b'] },
  { name: 'a pod that no node takes, before the policies', steps: [{ pending: ['x/b'], apply: [policy()] }], does: ['pend x/b', 'create r-1y/p'], takenBack: ['delete r-1y/p', 'drop pending x/b'] },
  { name: 'all of it, policies first', steps: [{ finish: ['y/b'], label: [{ of: 'z', set: { a: 'b' }, unset: [] }], apply: [policy()] }], does: ['create r-1y/p', 'patch namespace r-1z {"labels":{"a":"b"}}', 'finish y/b'], takenBack: ['delete r-1y/p', 'drop y/b', `launch y/b ${web}`, 'replace y/b', 'patch namespace r-1z {"labels":{"a":null}}'] },
];

const play = async (actor: Actor, steps: readonly Partial<Step>[], traces: Traces): Promise<(string | undefined)[]> => {
  const refusals: (string | undefined)[] = [];
  for (const step of steps) refusals.push(await act(actor, { ...nothing, ...step }, traces));
  return refusals;
};

describe('act() and undo()', () => {
  for (const { name, steps, does, takenBack } of acts) {
    it(`do and take back ${name}`, async () => {
      const { actor, asked, policies } = stage();
      const traces = noTraces();
      expect((await play(actor, steps, traces)).every((refusal) => refusal === undefined)).to.equal(true);
      expect(asked.splice(0)).to.deep.equal(does);
      await undo(actor, traces);
      expect(asked).to.deep.equal(takenBack);
      expect(policies.size).to.equal(0);
    });
  }

  it('say why a policy cannot be asked for here, and create nothing', async () => {
    const { actor, asked } = stage();
    const refusals = await play(actor, [{ apply: [policy(), policy({ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '<z/c v6>/128' } }] }] }, 'q')] }], noTraces());
    expect([refusals, asked]).to.deep.equal([['z/c has no IPv6 address here'], []]);
  });

  it('take back a policy of which nobody knows whether it came', async () => {
    const { actor, asked, policies } = stage();
    const traces = noTraces();
    policies.set('r-1y/p', {});
    const apply = act({ ...actor, context: { ...actor.context, api: { ...actor.context.api, networking: undefined as never } } }, { ...nothing, apply: [policy()] }, traces);
    await apply.catch(() => undefined);
    await undo(actor, traces);
    expect([asked, policies.size]).to.deep.equal([['delete r-1y/p'], 0]);
  });
});
