/** The chart, rendered as helm would install it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseObjects } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { fixtures, manifests } from './overlays.ts';
import type { Program } from './programs.ts';

export interface Release {
  readonly name?: string;
  readonly namespace?: string;
  /** A file of `test/fixtures/chart`. */
  readonly fixture?: string;
  /** Over those of the fixture. */
  readonly values?: object;
  readonly flags?: readonly string[];
}

const chart = join(manifests, 'chart');

const argsOf = ({ name = 'netproof', namespace = 'netproof', fixture = 'canary', flags = [] }: Release, folder: string): string[] => ['template', name, folder, '--namespace', namespace, '--values', join(fixtures, `${fixture}.yaml`), '--values', '-', ...flags];

export const render = async (helm: Program, release: Release = {}): Promise<ManifestObject[]> => parseObjects(await helm(argsOf(release, chart), { input: stringify(release.values ?? {}) }));

/** @returns what helm says where it refuses the values, without its first lines */
export const refusal = async (helm: Program, release: Release): Promise<string> => {
  const { code, stderr } = await helm.any(argsOf(release, chart), { input: stringify(release.values ?? {}) });
  return code === 0 ? 'nothing' : stderr.replace(/^[\s\S]*?in the following chart\(s\):\nnetproof:\n/, '').trim();
};

/** `helm template` leaves the notes out, and `helm install` wants a cluster: so a copy of the chart has them in an object. */
export const notesOf = async (helm: Program, release: Release): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'netproof-chart-'));
  try {
    cpSync(chart, folder, { recursive: true });
    writeFileSync(join(folder, 'templates/notes.yaml'), 'kind: Notes\nmetadata: {}\ntext: {{ include (print $.Template.BasePath "/NOTES.txt") . | toJson }}\n');
    const objects = parseObjects(await helm([...argsOf(release, folder), '--show-only', 'templates/notes.yaml'], { input: stringify(release.values ?? {}) }));
    return String(objects[0]?.['text']);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
