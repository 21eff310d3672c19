import { expect } from 'chai';
import { answerBar, roundUpMs, tellAnswers } from '../../../../src/report/html/bar.ts';
import type { AnswerWindow } from '../../../../src/model/observation.ts';

const opened: AnswerWindow = { fromMs: 0, toMs: 450, open: 10, closed: 0, unclear: 0 };
const closed: AnswerWindow = { fromMs: 500, toMs: 4000, open: 0, closed: 1, unclear: 0 };
const both: AnswerWindow = { fromMs: 1000, toMs: 2000, open: 1, closed: 3, unclear: 0 };
const drawn = (...windows: AnswerWindow[]): string[] => answerBar(windows, 4000).children.map((rect) => (typeof rect === 'string' ? rect : ['class', 'x', 'y', 'width', 'height'].map((name) => rect.attributes[name as 'class']).join(' ')));

describe('answerBar()', () => {
  it('draws each answer where it was met', () => expect(drawn(opened, closed)).to.deep.equal(['a-open 0 0 113 20', 'a-closed 125 0 875 20']));
  it('draws several answers of one time by their shares', () => expect(drawn(both)).to.deep.equal(['a-open 250 0 250 5', 'a-closed 250 5 250 15']));
  it('draws a single attempt so that it is seen', () => expect(drawn({ ...opened, toMs: 0, open: 1 })).to.deep.equal(['a-open 0 0 6 20']));
  it('says what it draws', () => expect(answerBar([opened], 4000).attributes['aria-label']).to.equal('open 0 ms to 450 ms (10 attempts)'));
});

describe('tellAnswers()', () => {
  it('tells them one after another', () => expect(tellAnswers([opened, both, closed])).to.equal('open 0 ms to 450 ms (10 attempts), then to and fro 1 000 ms to 2 000 ms (1 open, 3 closed), then closed 500 ms to 4 000 ms (1 attempt)'));
});

describe('roundUpMs()', () => {
  for (const [lastMs, expected] of [[0, 200], [180, 200], [201, 400], [3950, 4000], [4001, 8000], [20_500, 40_000], [61_000, 80_000]] as const) {
    it(`ends an axis for ${lastMs} ms at ${expected} ms`, () => expect(roundUpMs(lastMs)).to.equal(expected));
  }
});
