/** What is done to objects of the user's, while packets fly. */
import { waitFor } from '../../../cluster/shell/wait.ts';
import { service } from '../objects.ts';
import type { Fault } from './fault.ts';
import { applyObject } from '../../support/namespace.ts';

export const deleted =
  (namespace: string, selector: string): Fault =>
  async ({ kubectl }) => {
    await kubectl(['delete', 'pods', '-n', namespace, '-l', selector]);
  };

/** Deleted, and made again of the same manifest. */
export const replaced =
  (namespace: string, selector: string, manifest: object): Fault =>
  async (stage) => {
    await deleted(namespace, selector)(stage);
    await applyObject(stage.kubectl, manifest);
  };

/** @param change as `kubectl label` wants it: `key=value`, or `key-` */
export const relabelled =
  (namespace: string, selector: string, change: string): Fault =>
  async ({ kubectl }) => {
    await kubectl(['label', 'pods', '-n', namespace, '-l', selector, change]);
  };

export const applied =
  (manifest: object): Fault =>
  async ({ kubectl }) => {
    await applyObject(kubectl, manifest);
  };

/** A Service and its endpoints, which were not there before. */
export const serviceMade =
  (namespace: string, name: string): Fault =>
  async ({ kubectl }) => {
    await applyObject(kubectl, service(namespace, name));
    const slices = ['get', 'endpointslices', '-n', namespace, '-l', `kubernetes.io/service-name=${name}`, '-o', 'jsonpath={.items[*].endpoints[*].addresses[0]}'];
    await waitFor(`endpoints of ${name}`, async () => (await kubectl(slices)) !== '', { timeoutMs: 20_000, everyMs: 200 });
  };
