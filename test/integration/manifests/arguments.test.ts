/** Every argument that a manifest gives, on the real command line: a flag that it does not know would be found in a cluster only. */
import { join } from 'node:path';
import { expect } from 'chai';
import { createFolder, netproof } from '../cli/process.ts';
import { render } from './chart.ts';
import { ofKind, parseObjects, podsIn } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { manifests, matrixFile, overlayNames } from './overlays.ts';
import { requireProgram } from './programs.ts';

/** They come as far as looking for a cluster: what came before has been understood, the matrix included. */
const understood = 'netproof: Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod';

describe('arguments in the manifests', function () {
  this.timeout(120_000);
  const folder = createFolder();
  after(folder.remove);

  const check = async (objects: readonly ManifestObject[]): Promise<void> => {
    const matrices = ofKind<{ readonly metadata: { readonly name: string }; readonly data: { readonly 'matrix.yaml': string } }>(objects, 'ConfigMap');
    for (const { containers: [container], volumes } of podsIn(objects)) {
      const text = matrices.find(({ metadata }) => metadata.name === volumes?.[0]?.configMap?.name)?.data['matrix.yaml'];
      const matrix = folder.write('matrix.yaml', text ?? '');
      const [program, ...args] = (container?.args ?? []).map((arg) => arg.replace(matrixFile, matrix));
      expect(program).to.equal('/netproof/netproof.cjs');
      // What the downward API would say.
      const env = Object.fromEntries((container?.env ?? []).map(({ name }) => [name, 'some']));
      const { stderr, code } = await netproof(args, { env });
      // A server says first where it serves.
      expect({ told: stderr.split('\n').find((line) => line.startsWith('netproof: ')), code }, args.join(' ')).to.deep.equal({ told: understood, code: 2 });
    }
  };

  for (const name of overlayNames.filter((overlay) => overlay !== 'argocd')) {
    it(`of overlay ${name} are understood, and name the image by the pod itself`, async function () {
      const kubectl = await requireProgram(this, 'kubectl');
      await check(parseObjects(await kubectl(['kustomize', join(manifests, 'overlays', name)])));
    });
  }

  it('of the chart with every value are understood, and name the image by the pod itself', async function () {
    await check(await render(await requireProgram(this, 'helm'), { fixture: 'everything' }));
  });
});
