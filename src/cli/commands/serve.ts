import { canarySwitch, fileOption, fromPoliciesOptions, guestOptions, judgeOptions, servingOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const serveOptions = (argv: Parser) =>
  canarySwitch(judgeOptions(guestOptions(servingOptions(fromPoliciesOptions(fileOption(argv))))))
    .option('every', { type: 'string', requiresArg: true, default: '1h', describe: 'from the start of one run to the start of the next, as 10m or 1h' })
    .option('listen', { type: 'string', requiresArg: true, default: ':9090', describe: 'where /metrics, /healthz and /readyz are served (ADDRESS:PORT)' });

export const addServe = (parser: Parser) =>
  parser.command('serve', 'run again and again, and serve the latest result to Prometheus', serveOptions, async (args) => (await import('../actions/serve.ts')).serve(args));
