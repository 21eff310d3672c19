import packageJson from '../../package.json' with { type: 'json' };

/** Our own version, as the package has it. */
export const netproofVersion: string = packageJson.version;
