/**
 * The main job, for real: road-to-secure on a cluster whose CNI enforces policy, then on one whose CNI ignores it.
 * Ends with one line a cluster; exits 0 only if both came out as they must.
 */
import { localImage } from '../test/e2e/support/netproof.ts';
import { applyPolicies, bootStage, deployWorkloads, endStage, exampleFile } from '../test/e2e/support/stage.ts';
import { unavailable } from '../test/cluster/index.ts';
import type { CniName } from '../test/cluster/index.ts';
import { timedLines } from '../test/cluster/shell/progress.ts';
import type { RunReport } from '../src/model/report.ts';

const example = 'road-to-secure';

interface Shown {
  readonly line: string;
  readonly asItMust: boolean;
}

const show = async (cni: CniName): Promise<Shown> => {
  const progress = timedLines((line) => process.stderr.write(line));
  const stage = await bootStage(cni, `demo-${cni}`, { progress });
  try {
    progress(`deploying ${example}`);
    await deployWorkloads(stage, example);
    await applyPolicies(stage, example);
    const command = ['run', '-f', exampleFile(example, 'matrix.yaml'), ...localImage];
    const recording = `${stage.cluster.logs}/demo-run.json`;
    const { code, stdout, stderr } = await stage.netproof([...command, '--record', recording]);
    process.stderr.write(stderr);
    process.stdout.write(`\n${stdout}`);
    const { counts } = JSON.parse((await stage.netproof(['report', '--from', recording, '-o', 'json'])).stdout) as RunReport;
    const findings = counts.leak + counts.overblock + counts.inconclusive + counts.vacuous + counts.startupExposure;
    const enforced = cni === 'calico';
    return {
      line: `${cni}: exit ${code}, ${counts.cells} cells, ${enforced ? `${findings} findings` : `${counts.leak} leaks`}`,
      asItMust: enforced ? code === 0 && findings === 0 : code === 1 && counts.leak > 0 && counts.leak === findings,
    };
  } finally {
    await endStage(stage);
  }
};

const reason = unavailable();
if (reason !== undefined) {
  process.stderr.write(`Cannot run the demo: ${reason}; with a cluster of your own: npm run netproof -- run -f examples/${example}/matrix.yaml\n`);
  process.exitCode = 2;
} else {
  const shown = [await show('calico'), await show('none')];
  process.stdout.write(`\n${shown.map(({ line }) => line).join('\n')}\n`);
  process.exitCode = shown.every(({ asItMust }) => asItMust) ? 0 : 1;
}
