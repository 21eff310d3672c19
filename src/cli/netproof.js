#!/usr/bin/env node
// Plain JavaScript, so that an old Node gets this sentence and not a syntax error.
import * as nodeModule from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`netproof needs Node 22.19 or newer: this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // From sources, a third of a short command's time goes into compiling; Node keeps the result for the next time.
  nodeModule.enableCompileCache?.();
  await import('./main.ts');
}
