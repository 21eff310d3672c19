import { expect } from 'chai';
import { escapeXml, renderXml } from '../../../../src/report/xml.ts';
import { readXml } from '../../../support/xml.ts';

describe('escapeXml()', () => {
  const cases: readonly [name: string, text: string, escaped: string][] = [
    ['what has a meaning', `<a href="b">'&'</a>`, '&lt;a href=&quot;b&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;'],
    ['the end of CDATA', ']]>', ']]&gt;'],
    ['what attributes turn into blanks', 'a\r\n\tb', 'a&#13;&#10;&#9;b'],
    ['characters that XML forbids: they are left out', 'a\u0000\u0008\u000b\u001b\u001f\ufffe\uffffb', 'ab'],
    ['halves of surrogate pairs: they are left out', 'a\ud800b\udc00c', 'abc'],
    ['what would steer a terminal', '\u007f\u009b\u202e', '&#127;&#155;&#8238;'],
    ['nothing of letters, signs and emoji', 'Grüße │ 你好 🙂', 'Grüße │ 你好 🙂'],
  ];
  for (const [name, text, escaped] of cases) it(`escapes ${name}`, () => expect(escapeXml(text)).to.equal(escaped));
});

describe('renderXml()', () => {
  it('writes elements, attributes and text', () => {
    expect(renderXml({ name: 'a', attributes: { b: 1, c: 'x<y' }, children: [{ name: 'd', attributes: {} }, { name: 'e', attributes: {}, children: 'f &\ng' }] })).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" c="x&lt;y">\n  <d/>\n  <e>f &amp;\ng</e>\n</a>\n',
    );
  });

  it('loses nothing that XML can say', () => {
    const text = 'a\r\n\t"b" <c> & \'d\' ]]> \u009b🙂';
    const [child] = readXml(renderXml({ name: 'a', attributes: {}, children: [{ name: 'b', attributes: { c: text }, children: text }] })).children;
    expect([child?.attributes['c'], child?.text]).to.deep.equal([text, text]);
  });
});

describe('readXml() of the tests', () => {
  const refused: readonly [string, string, string][] = [
    ['a tag that is not closed', '<a><b></a>', '</a> closes nothing'],
    ['two roots', '<a/><b/>', 'not one element'],
    ['a bare ampersand', '<a>b & c</a>', 'no reference'],
    ['a reference to nothing', '<a>&#27;</a>', 'no reference'],
    ['an attribute twice', '<a b="1" b="2"/>', 'an attribute twice'],
    ['an angle in an attribute', '<a b="<"/>', 'no XML'],
    ['a control character', '<a>\u001b</a>', 'a character that XML forbids'],
  ];
  for (const [name, text, message] of refused) it(`refuses ${name}`, () => expect(() => readXml(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)).to.throw(message));
});
