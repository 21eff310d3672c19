import { join } from 'node:path';
import type { Cni } from '../cni/cni.ts';
import { ensurePackages, requiredPackages } from '../host/packages.ts';
import { programImage, type Image } from '../images/program-image.ts';
import { ensurePrograms } from '../programs/build.ts';
import { coredns, kubernetes, pause } from '../programs/modules.ts';
import type { Progress } from '../shell/progress.ts';

/** Everything that is made once and cached: folders of programs and image archives. */
export interface Ingredients {
  readonly kubernetes: string;
  readonly cni: string;
  readonly pause: string;
  readonly images: { readonly pause: Image; readonly coredns: Image };
}

/** One after the other: each build takes all processors by itself. */
export async function gather(cni: Cni, progress: Progress): Promise<Ingredients> {
  await ensurePackages(Object.keys(requiredPackages), progress);
  const pauseProgram = join(await ensurePrograms(pause, progress), 'pause');
  const kubernetesPrograms = await ensurePrograms(kubernetes, progress);
  const corednsProgram = join(await ensurePrograms(coredns, progress), 'coredns');
  return {
    kubernetes: kubernetesPrograms,
    cni: await cni.build(progress),
    pause: pauseProgram,
    images: {
      pause: await programImage('pause', pauseProgram, progress),
      coredns: await programImage('coredns', corednsProgram, progress),
    },
  };
}
