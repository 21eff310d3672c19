/**
 * The process inside a probe pod: the plan from the environment, records to stdout, and an end record however it
 * ends. It exits with 0 when it was stopped or its life was over, 2 on a plan it cannot read, 1 after a crash.
 */
import { contractVersion, type EndRecord, planVariable, podIpsVariable, type ProbePlan } from './contract.ts';
import { createJournal } from './journal.ts';
import { watchOrders } from './orders.ts';
import { parsePlan } from './plan.ts';
import { PlanError } from './plan-fields.ts';
import { startProbe, type Probe } from './probe.ts';
import { parsePodIps } from './self-dial.ts';
import { writeToStdout } from './stdout.ts';

const exitCodes: Readonly<Record<EndRecord['reason'], number>> = { stopped: 0, 'life-over': 0, crashed: 1, 'bad-plan': 2 };

const now = (): number => Math.round(performance.now() * 100) / 100;

const main = (env: NodeJS.ProcessEnv): void => {
  const journal = createJournal(writeToStdout);
  let probe: Probe | undefined;
  const finish = (reason: EndRecord['reason'], message?: string): void => {
    try {
      if (probe === undefined) journal.end(now(), reason, message);
      else probe.stop(reason, message);
    } finally {
      process.exit(exitCodes[reason]);
    }
  };
  process.on('SIGTERM', () => finish('stopped'));
  process.on('SIGINT', () => finish('stopped'));
  process.on('uncaughtException', (error) => {
    probe = undefined; // its state is not to be trusted any more
    finish('crashed', error.stack ?? String(error));
  });

  const ips = parsePodIps(env[podIpsVariable]);
  const hello = ({ run, pod }: Pick<ProbePlan, 'run' | 'pod'>): void =>
    journal.write({ t: 'hello', contract: contractVersion, run, pod, ips, wall: new Date().toISOString() });
  try {
    const plan = parsePlan(env[planVariable]);
    hello(plan);
    probe = startProbe(plan, ips, journal, now);
    setTimeout(() => finish('life-over'), plan.lifeMs);
    if (plan.takesOrders) watchOrders(probe.obey, ({ message }) => journal.write({ t: 'ordered', number: 0, ms: now(), error: message.slice(0, 1000) }));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    hello({ run: '', pod: '' });
    finish('bad-plan', error.message);
  }
};

main(process.env);
