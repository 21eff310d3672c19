/** Skips, with the reason; in CI what cannot run has failed. */
export const skipUnlessCi = (context: Mocha.Context, what: string, reason: string): never => {
  if (process.env['CI'] !== undefined) throw new Error(`${what} cannot run: ${reason}`);
  process.stderr.write(`      skipped: ${reason}\n`);
  return context.skip();
};
