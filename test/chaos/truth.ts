/** A small matrix of which the answer is known, and what may be said of it when the API server fails. */
import type { Kubectl } from '../e2e/support/kubectl.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import { applyObject, makeNamespaces } from '../e2e/support/namespace.ts';
import type { CellStatus, RunReport } from '../../src/model/report.ts';
import { judgeWithoutReport } from './ended.ts';
import type { Judge } from './ended.ts';

const namespace = 'chaos';

/** Allows and a deny that hold, and a deny that nobody wrote a policy for. */
const truth: Readonly<Record<string, CellStatus>> = { 'client server': 'conforms', 'client open': 'conforms', 'stranger server': 'conforms', 'stranger open': 'leak' };

/** @returns the matrix's path */
export const prepareTruth = async (kubectl: Kubectl): Promise<string> => {
  await makeNamespaces(kubectl, [namespace]);
  await applyObject(kubectl, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'server-from-client', namespace },
    spec: { podSelector: { matchLabels: { app: 'server' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'client' } } }] }] },
  });
  const pod = (app: string): object => ({ namespace, labels: { app } });
  return writeMatrix('chaos', {
    sources: { client: pod('client'), stranger: pod('stranger') },
    targets: { server: { standIn: pod('server'), port: 8080 }, open: { standIn: pod('open'), port: 8080 } },
    expect: { client: { server: 'allow', open: 'allow' }, stranger: { server: 'deny', open: 'deny' } },
  });
};

export const removeTruth = async (kubectl: Kubectl): Promise<void> => {
  await kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
};

/** Pure. A verdict is right, or there is none and a reason for that; a run that could not judge ends with 3. */
export const judgeRun: Judge = (result) => {
  const without = judgeWithoutReport(result);
  if (without !== undefined) return without;
  const { code, stdout } = result;
  const { cells, counts, exitCode, headline, brokeOff, findings } = JSON.parse(stdout) as RunReport;
  const statuses = cells.map(({ cell, status }) => ({ name: `${cell.source} ${cell.target}`, status }));
  const wrong = statuses.find(({ name, status }) => status !== truth[name] && status !== 'inconclusive');
  if (wrong !== undefined) return { outcome: `wrong: ${wrong.name} is said to be ${wrong.status}` };
  // That a policy allows what the matrix denies is known without a packet.
  const expected = counts.leak + counts.policyMismatch > 0 ? 1 : 3;
  if (code !== expected || exitCode !== expected) return { outcome: `wrong: exit code ${code}, and not ${expected}` };
  const whole = statuses.length === Object.keys(truth).length && statuses.every(({ status }) => status !== 'inconclusive');
  return whole ? { outcome: 'right' } : { outcome: 'inconclusive', reason: brokeOff ?? findings.find(({ kind }) => kind === 'inconclusive')?.message ?? headline };
};
