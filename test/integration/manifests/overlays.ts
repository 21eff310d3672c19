import { join } from 'node:path';

export const manifests = join(import.meta.dirname, '../../../manifests');
export const fixtures = join(import.meta.dirname, '../../fixtures/chart');

export const overlayNames = ['canary', 'smoke', 'audit', 'argocd', 'serve'] as const;
export type OverlayName = (typeof overlayNames)[number];

/** Where its container's arguments say the matrix is. */
export const matrixFile = '/etc/netproof/matrix.yaml';
