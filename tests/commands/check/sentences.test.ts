import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../src/commands/check/sentences.ts';
import { knowledge } from '../../base.ts';

const parts = (text: string): readonly string[] => sentencesOf(text, knowledge.languages).sentences;

describe('sentencesOf', () => {
  it.each([
    ['One. Two.', ['One.', 'Two.']],
    ['“One. Two.”', ['One.', 'Two.']],
    [
      'The U.S. Customs agency paid $148.5 million. Yes.',
      ['The U.S. Customs agency paid $148.5 million.', 'Yes.'],
    ],
    ['Norvane Inc. paid it. It did.', ['Norvane Inc. paid it.', 'It did.']],
    ['- first\n- second\n3. third', ['first', 'second', 'third']],
    ['> somebody else said so\nI doubt it.', ['I doubt it.']],
    ['> only this', ['only this']],
    ['See https://example.org/a.b?c=d. Then this.', ['See .', 'Then this.']],
    ['Run `rm x` now.\n```\nlet it = 1;\n```\nDone.', ['Run now.', 'Done.']],
    ['¿Seguro? Sí.', ['¿Seguro?', 'Sí.']],
    ['\n\n 12 --- \n', []],
  ])('parts %j', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('reads twelve sentences of at most 4,000 characters, and says when there was more', () => {
    expect(sentencesOf('It is so. '.repeat(12), knowledge.languages)).toMatchObject({ cut: false });
    expect(sentencesOf('It is so. '.repeat(13), knowledge.languages)).toMatchObject({
      cut: true,
      sentences: { length: 12 },
    });
    expect(sentencesOf('x'.repeat(4_000), knowledge.languages).cut).toBe(false);
    expect(sentencesOf('x'.repeat(4_001), knowledge.languages).cut).toBe(true);
  });
});
