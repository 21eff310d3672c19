import { Script } from 'node:vm';
import { expect } from 'chai';
import { script } from '../../../../src/report/html/script.ts';
import { style } from '../../../../src/report/html/style.ts';

describe("the page's script", () => {
  it('is a script', () => expect(() => new Script(script)).to.not.throw());

  it('makes no markup and no code from text', () => expect(script).to.not.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|import\(|setTimeout/));

  it('ends neither its own element nor that of the style', () => expect(`${script}${style}`).to.not.match(/<\/|<!--/));

  it('asks for no other file', () => expect(script.replace('http://www.w3.org/2000/svg', '')).to.not.match(/https?:|fetch|XMLHttpRequest|WebSocket|sendBeacon/));
});
