import { ensurePackages } from '../cluster/host/packages.ts';

/** Skips, with the reason; in CI what cannot run has failed. */
export const skipUnlessCi = (context: Mocha.Context, what: string, reason: string): never => {
  if (process.env['CI'] !== undefined) throw new Error(`${what} cannot run: ${reason}`);
  return skip(context, reason);
};

/** Skips, with the command that mends it; in CI the package is installed, or that is an error. */
export const installInCi = async (context: Mocha.Context, program: string, debianPackage: string): Promise<void> => {
  if (process.env['CI'] === undefined) skip(context, `there is no ${program}: apt-get install ${debianPackage}`);
  await ensurePackages([debianPackage], (message) => process.stderr.write(`      ${message}\n`));
};

const skip = (context: Mocha.Context, reason: string): never => {
  process.stderr.write(`      skipped: ${reason}\n`);
  return context.skip();
};
