import type { NetproofResult } from './netproof.ts';
import { localImage } from './netproof.ts';
import { exampleFile } from './stage.ts';
import type { Stage } from './stage.ts';

/** What the server-side dry run meets, before anything is created. */
const refused = 'Cannot create a probe pod in namespace';

/**
 * Runs an example's matrix under an admission policy of its own, which takes effect a second or two after it was created:
 * perhaps between a run's dry run and its pods.
 */
export const runUnderAdmission = async ({ kubectl, netproof }: Stage, example: string, policy: string): Promise<NetproofResult> => {
  const file = exampleFile(example, policy);
  await kubectl(['apply', '-f', file]);
  try {
    for (const until = Date.now() + 60_000; ; ) {
      const result = await netproof(['run', '-f', exampleFile(example, 'matrix.yaml'), ...localImage]);
      if ((result.code === 2 && result.stderr.includes(refused)) || Date.now() > until) return result;
    }
  } finally {
    await kubectl(['delete', '-f', file]);
  }
};
