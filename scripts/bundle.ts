/**
 * Bundles what runs in the image into dist/: each program as one CommonJS file (as an ES module, undici's bundle
 * fails at its first `require` of a built-in), the cases of the battery, and the licences of what went into them.
 */
import { cpSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { licencesOf } from './licences.ts';

const root = join(import.meta.dirname, '..');

/**
 * undici without `fetch`, web sockets and mocks: a third less to compile before a probe's first dial, which then
 * comes 8 ms earlier. The probe uses nothing but `Client`.
 */
const undiciClientOnly: Plugin = {
  name: 'undici-client-only',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'client-only' }));
    bundling.onLoad({ filter: /.*/, namespace: 'client-only' }, () => ({
      contents: `exports.Client = require(${JSON.stringify(join(root, 'node_modules/undici/lib/dispatcher/client.js'))})`,
      resolveDir: root,
    }));
  },
};

const programs = [
  { entry: 'probes/main.ts', file: 'dist/probe.cjs', plugins: [undiciClientOnly] },
  { entry: 'src/cli/main.ts', file: 'dist/netproof.cjs', plugins: [] },
].filter(({ entry }) => existsSync(join(root, entry)));

const inputs: string[] = [];
for (const { entry, file, plugins } of programs) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    plugins,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.19',
    minify: true,
    // Equal bundles wherever they are made: nothing is taken from a tsconfig.json that may lie around.
    tsconfigRaw: { compilerOptions: { alwaysStrict: true } },
    legalComments: 'none',
    // CommonJS has these under other names; yargs, for one, asks for the first.
    define: { 'import.meta.url': 'moduleUrl', 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' },
    banner: { js: '"use strict"; const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    metafile: true,
    logLevel: 'warning',
  });
  inputs.push(...Object.keys(metafile.inputs));
  process.stdout.write(`${file} ${Math.round(statSync(join(root, file)).size / 1024)} KB\n`);
}
// The battery reads its cases when it is asked to play.
rmSync(join(root, 'dist/cases'), { recursive: true, force: true });
cpSync(join(root, 'src/conformance/cases'), join(root, 'dist/cases'), { recursive: true });
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENCES.txt'), licencesOf(root, inputs));
