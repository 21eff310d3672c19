/** The image as it is shipped, but for its base: that is ours here, made of Node and its libraries as distroless' is. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { probeImage } from '../cluster/images/probe.ts';
import { contentsOf } from './image/contents.ts';
import type { ImageContents } from './image/contents.ts';
import { requireCluster, tell } from './support/stages.ts';

const root = join(import.meta.dirname, '../..');

/** What a person who got in would look for first. */
const tools = /^(?:sh|bash|dash|ash|zsh|busybox|apt|apt-get|dpkg|apk|rpm|yum|curl|wget|nc|ncat|socat|perl|python[\d.]*|ssh|su|sudo|mount|npm|npx|corepack)$/;

describe('the image', function () {
  this.timeout(120_000);
  let image: ImageContents;

  before(async function () {
    requireCluster(this);
    image = await contentsOf((await probeImage(tell())).tarPath);
  });

  after(() => image.remove());

  it('has no shell, no package manager, and nothing that makes connections but Node', () => {
    const files = image.layers.flat();
    expect(files.some(({ path }) => path === 'nodejs/bin/node'), 'it is listed').to.equal(true);
    expect(files.filter(({ path }) => tools.test(basename(path)))).to.deep.equal([]);
  });

  it('gives nobody more rights than they have, and has nothing to write to but /tmp', () => {
    const files = image.layers.flat();
    expect(files.filter(({ mode }) => /[sS]/.test(mode))).to.deep.equal([]);
    expect(files.filter(({ mode }) => !mode.startsWith('l') && mode[8] === 'w').map(({ path }) => path)).to.deep.equal(['tmp/']);
  });

  it('runs as a user of its own, offers no port and no volume, and brings no secret in its environment', () => {
    const { User, ExposedPorts = {}, Volumes = {}, Env = [] } = image.config;
    expect(User).to.equal('65532:65532');
    expect([ExposedPorts, Volumes]).to.deep.equal([{}, {}]);
    expect(Env.map((variable) => variable.replace(/=.*/s, '')).toSorted()).to.deep.equal(['NODE_ENV', 'NODE_NO_WARNINGS', 'PATH']);
  });

  it('holds the two programs, the cases and the licences, each as it was built, and no more', () => {
    const built = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(root.length + '/dist/'.length));
    const held = (image.layers.at(-1) ?? []).filter(({ mode }) => !mode.startsWith('d')).map(({ path }) => path.replace(/^netproof\//, ''));
    expect(held).to.have.members(built);
    expect(held.filter((path) => !path.startsWith('cases/'))).to.have.members(['THIRD-PARTY-LICENCES.txt', 'netproof.cjs', 'probe.cjs']);
  });

  for (const program of ['netproof.cjs', 'probe.cjs']) {
    it(`tells nothing of where it was built, and no key: ${program}`, async () => {
      const text = await image.text(`netproof/${program}`);
      expect(text.length).to.be.above(100_000);
      expect(text.includes(root), 'a path of this machine').to.equal(false);
      expect(text.includes('sourceMappingURL=data:'), 'its sources').to.equal(false);
      expect(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/.test(text), 'a key').to.equal(false);
    });
  }
});
