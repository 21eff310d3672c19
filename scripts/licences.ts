import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a bundled file comes from. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

const licenceOf = (root: string, folder: string): string => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, string>;
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
};

/** The licences of all packages of which a file was bundled, in one text. */
export const licencesOf = (root: string, inputs: readonly string[]): string => {
  const folders = new Set(inputs.map((input) => packageFolder.exec(input)?.[0]).filter((folder) => folder !== undefined));
  return [...folders].sort().map((folder) => licenceOf(root, folder)).join(`\n${'-'.repeat(80)}\n\n`);
};
