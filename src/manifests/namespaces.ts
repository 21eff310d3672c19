import { z } from 'zod';
import type { NamespaceState } from '../model/snapshot.ts';
import type { Origin } from '../model/verdict.ts';
import { metadata, nameOf } from './fields.ts';
import { originOf, readAs } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { andThen } from './reading.ts';
import type { Reading } from './reading.ts';

export interface NamespaceDocument extends Pick<NamespaceState, 'name' | 'labels'> {
  readonly origin: Origin;
}

const schema = z.object({ metadata });

export const isNamespace = ({ group, kind }: ManifestObject): boolean => kind === 'Namespace' && group === '';

export const readNamespace = (object: ManifestObject): Reading<NamespaceDocument> =>
  andThen(readAs(schema, object), ({ metadata: own }) => ({ value: { ...namespaceCalled(nameOf(own), own.labels), origin: originOf(object) } }));

/**
 * The API server gives each namespace a label of its name, whatever the file says.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#automatic-labelling
 */
export const namespaceCalled = (name: string, labels: NamespaceState['labels'] = {}): Pick<NamespaceState, 'name' | 'labels'> => ({ name, labels: { ...labels, 'kubernetes.io/metadata.name': name } });
