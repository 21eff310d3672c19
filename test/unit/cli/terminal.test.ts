import { expect } from 'chai';
import { columnsOf, isLively, speaksUtf8, wantsColour } from '../../../src/cli/terminal.ts';
import type { ColourChoice, Environment, Stream } from '../../../src/cli/terminal.ts';

const tty: Stream = { isTTY: true };
const pipe: Stream = {};

const colours: readonly [choice: ColourChoice, stream: Stream, env: Environment, expected: boolean][] = [
  ['auto', tty, {}, true],
  ['auto', pipe, {}, false],
  ['auto', tty, { TERM: 'dumb' }, false],
  ['auto', tty, { NO_COLOR: '1' }, false],
  ['auto', tty, { NO_COLOR: '' }, true],
  ['auto', pipe, { FORCE_COLOR: '1' }, true],
  ['auto', tty, { FORCE_COLOR: '0' }, false],
  ['auto', tty, { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  ['always', pipe, { NO_COLOR: '1', TERM: 'dumb' }, true],
  ['never', tty, { FORCE_COLOR: '1' }, false],
];

describe('wantsColour()', () => {
  for (const [choice, stream, env, expected] of colours) {
    it(`is ${expected} for --color ${choice} ${stream.isTTY === true ? 'on a terminal' : 'in a pipe'} with ${JSON.stringify(env)}`, () => expect(wantsColour(choice, stream, env)).to.equal(expected));
  }
});

const locales: readonly [env: Environment, platform: NodeJS.Platform, expected: boolean][] = [
  [{ LANG: 'en_GB.UTF-8' }, 'linux', true],
  [{ LANG: 'de_DE.utf8' }, 'linux', true],
  [{ LANG: 'C.UTF-8' }, 'linux', true],
  [{ LANG: 'C' }, 'linux', false],
  [{ LANG: 'de_DE@euro' }, 'linux', false],
  [{}, 'linux', false],
  [{ LANG: '' }, 'darwin', false],
  [{ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, 'linux', false],
  [{ LC_ALL: '', LC_CTYPE: 'POSIX', LANG: 'en_GB.UTF-8' }, 'linux', false],
  [{ LC_ALL: 'C.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, 'linux', true],
  [{ LC_CTYPE: 'UTF-8' }, 'darwin', true],
  [{}, 'win32', true],
  [{ LANG: 'C' }, 'win32', false],
];

describe('speaksUtf8()', () => {
  for (const [env, platform, expected] of locales) {
    it(`is ${expected} with ${JSON.stringify(env)} on ${platform}`, () => expect(speaksUtf8(env, platform)).to.equal(expected));
  }
});

const widths: readonly [stream: Stream, env: Environment, expected: number][] = [
  [{ columns: 132 }, {}, 132],
  [{ columns: 132 }, { COLUMNS: '60' }, 132],
  [pipe, {}, 80],
  [pipe, { COLUMNS: '100' }, 100],
  [pipe, { COLUMNS: 'wide' }, 80],
  [{ columns: 10 }, {}, 40],
];

describe('columnsOf()', () => {
  for (const [stream, env, expected] of widths) {
    it(`is ${expected} for ${JSON.stringify(stream)} with ${JSON.stringify(env)}`, () => expect(columnsOf(stream, env)).to.equal(expected));
  }
});

const lively: readonly [stream: Stream, env: Environment, expected: boolean][] = [
  [tty, {}, true],
  [pipe, {}, false],
  [tty, { TERM: 'dumb' }, false],
  [tty, { CI: 'true' }, false],
  [tty, { CI: 'false' }, true],
  [tty, { CI: '' }, true],
];

describe('isLively()', () => {
  for (const [stream, env, expected] of lively) {
    it(`is ${expected} ${stream.isTTY === true ? 'on a terminal' : 'in a pipe'} with ${JSON.stringify(env)}`, () => expect(isLively(stream, env)).to.equal(expected));
  }
});
