/** An overlay of a user's own over one of ours: the test cluster's image, and whatever else a user would say. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';

const overlays = join(import.meta.dirname, '../../../manifests/overlays');

export type OverlayName = 'canary' | 'smoke' | 'audit' | 'argocd' | 'serve';

/** Where the container stands, by the kind of what makes it. */
const containers = { Job: '/spec/template/spec/containers/0', Deployment: '/spec/template/spec/containers/0', CronJob: '/spec/jobTemplate/spec/template/spec/containers/0' } as const;

/** The test cluster has its images, and can pull none. */
const never = (kind: keyof typeof containers): object => ({ target: { kind }, patch: stringify([{ op: 'add', path: `${containers[kind]}/imagePullPolicy`, value: 'Never' }]) });

/** @param matrix text of a matrix, instead of the sample. @returns the overlay's folder */
export const overlayOn = (name: OverlayName, { matrix }: { readonly matrix?: string } = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'netproof-overlay-'));
  if (matrix !== undefined) writeFileSync(join(folder, 'matrix.yaml'), matrix);
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [relative(folder, join(overlays, name))],
      images: [{ name: 'registry.example.com/netproof', newName: 'localhost/netproof', newTag: 'test' }],
      patches: (['Job', 'CronJob', 'Deployment'] as const).map(never),
      ...(matrix === undefined ? {} : { configMapGenerator: [{ name: 'netproof-matrix', namespace: 'netproof', behavior: 'replace', files: ['matrix.yaml'] }] }),
    }),
  );
  return folder;
};
