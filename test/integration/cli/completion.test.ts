import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { shells } from '../../../src/cli/completion-scripts.ts';
import { createFolder, netproof } from './process.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../../../src/cli/netproof.js');

/** What a shell offers at the end of a line. */
const lines: readonly { words: readonly string[]; offered: readonly string[]; not?: readonly string[] }[] = [
  { words: ['netproof', ''], offered: ['run', 'init', 'completion'], not: ['--image'] },
  { words: ['netproof', 'ca'], offered: ['canary'], not: ['run'] },
  { words: ['netproof', 'run', '--im'], offered: ['--image', '--image-pull-policy'], not: ['--hold'] },
  { words: ['netproof', 'derive', '-o', ''], offered: ['yaml', 'table', 'json'] },
  { words: ['netproof', 'policies', ''], offered: ['check'] },
  { words: ['netproof', 'run', '-f', ''], offered: [], not: ['--image'] },
  { words: ['netproof', 'run', '--baseline', ''], offered: [], not: ['--image'] },
];

describe('netproof completion', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(folder.remove);
  before(() => {
    for (const name of ['netproof', 'kubectl-netproof']) {
      folder.write(name, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
      chmodSync(folder.path(name), 0o755);
    }
  });
  const env = (): NodeJS.ProcessEnv => ({ PATH: `${folder.path('.')}:${process.env['PATH']}`, HOME: '/nonexistent', SHELL: '/bin/zsh' });

  for (const shell of shells) {
    it(`prints a script for ${shell}, and nothing else`, async () => {
      const { code, stdout, stderr } = await netproof(['completion', shell]);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.include('--get-yargs-completions').and.match(/^#.*\n/).and.not.match(/undefined|\$\{(?:program|shell)\}/);
    });
  }

  it('knows no other shell', async () => {
    expect(await netproof(['completion', 'cmd'])).to.include({ code: 2, stdout: '' });
  });

  for (const { words, offered, not = [] } of lines) {
    it(`makes bash offer ${offered.join(', ') || 'files alone'} after "${words.join(' ')}", whatever the login shell is`, async () => {
      const script = `source <(netproof completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _netproof_completions; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout } = await run('bash', ['-c', script, 'bash', ...words], { env: env() });
      const replies = stdout.trim().split('\n');
      if (offered.length === 0) expect(replies).to.deep.equal(['']);
      else expect(replies).to.include.members([...offered]);
      for (const word of not) expect(replies).not.to.include(word);
    });
  }

  it('tells kubectl, which asks an executable of its own', async () => {
    const { stdout: script } = await netproof(['completion', 'kubectl']);
    folder.write('kubectl_complete-netproof', script);
    chmodSync(folder.path('kubectl_complete-netproof'), 0o755);
    const { stdout } = await run('kubectl_complete-netproof', ['derive', '-o', ''], { env: env() });
    expect(stdout).to.equal('yaml\ntable\njson\n:0\n');
  });
});
