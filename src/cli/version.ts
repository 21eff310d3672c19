import packageJson from '../../package.json' with { type: 'json' };

/** Our own version, as the package has it. */
export const netproofVersion: string = packageJson.version;

/** One image for coordinator and probes, published under the version's tag. */
export const defaultImage = `ghcr.io/netproof/netproof:${netproofVersion}`;
