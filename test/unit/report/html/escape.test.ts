import { expect } from 'chai';
import * as fc from 'fast-check';
import { embedJson, escapeHtml, renderNode } from '../../../../src/report/html/escape.ts';
import { el } from '../../../../src/report/html/node.ts';
import { anyText } from '../../../support/named.ts';

describe('escapeHtml()', () => {
  for (const [text, expected] of [
    ['web -> redis', 'web -&gt; redis'],
    [`<a href="x" b='y' c=\`z\`>&amp;`, '&lt;a href=&quot;x&quot; b=&#39;y&#39; c=&#96;z&#96;&gt;&amp;amp;'],
    ['\u202eexe.png\u0000\n', String.raw`\u202eexe.png\u0000\u000a`],
    ['→ ✕ 日本', '→ ✕ 日本'],
  ] as const) {
    it(`writes ${JSON.stringify(text)}`, () => expect(escapeHtml(text)).to.equal(expected));
  }

  it('leaves nothing that has a meaning', () => fc.assert(fc.property(fc.oneof(anyText, fc.string()), (text) => !/[<>"'`]/.test(escapeHtml(text)))));
});

describe('renderNode()', () => {
  for (const [name, node, expected] of [
    ['text', '<b>', '&lt;b&gt;'],
    ['an element in another', el('p', { class: 'x' }, 'a', el('b', {}, 'c')), '<p class="x">a<b>c</b></p>'],
    ['an attribute that is text', el('th', { title: '" onclick="x' }), '<th title="&quot; onclick=&quot;x"></th>'],
    ['an attribute without a value', el('aside', { hidden: '' }), '<aside hidden></aside>'],
    ['an element that has no end', el('input', { type: 'radio', tabindex: 0 }), '<input type="radio" tabindex="0">'],
  ] as const) {
    it(`writes ${name}`, () => expect(renderNode(node)).to.equal(expected));
  }
});

describe('embedJson()', () => {
  it('neither ends the element nor begins a comment, and says the same', () => {
    const text = '</script><!--<script>';
    expect(embedJson([text])).to.equal(String.raw`["\u003c/script>\u003c!--\u003cscript>"]`);
    expect(JSON.parse(embedJson([text]))).to.deep.equal([text]);
  });
});
