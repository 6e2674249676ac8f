import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../src/platforms/slack/render.ts';
import { say } from '../say.ts';
import { answer, formatCommand } from './cards.ts';
import { inspect } from './inspect.ts';

const options = { formatCommand, postable: true };
const preview = {
  call: { command: 'fact', text: 'acme.founded-1949' },
  notes: [say('post-preview'), say('post-shared-maybe')],
};
const shouted = say('posted-by', { name: '&<!channel>'.repeat(9) });

/** Answers that grow by a few characters each, so that one of them stands on either side of every limit. */
function growing(passages: number, sources: number, from: number, to: number, step: number, about = 0) {
  const [passage] = answer().body;
  const [citation] = answer().citations;
  if (!passage || !citation) throw new Error('the answer is empty');
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => {
    const size = from + at * step;
    const words = (length: number) => 'The Daily says so. '.repeat(Math.ceil(length / 19)).slice(0, length);
    const body = Array.from({ length: passages }, (__, rank) => ({
      ...passage,
      title: '',
      rank,
      lines: [
        [
          { kind: 'text' as const, text: words(rank === 0 ? size : 12) },
          { kind: 'cite' as const, number: 1 + (rank % sources) },
        ],
      ],
    }));
    // What is said of a source stands in the blocks, and is left out of the plain text where that is too long.
    const said = about === 0 ? {} : { title: words(about), details: [words(about), words(about)] };
    const citations = Array.from({ length: sources }, (__, index) => ({
      ...citation,
      ...said,
      number: index + 1,
    }));
    return answer({ body, citations });
  });
}

describe('every size of an answer', () => {
  it.each([
    ['of one long claim', growing(1, 1, 2_800, 4_400, 8)],
    ['of several claims', growing(6, 2, 2_200, 3_000, 8)],
    ['of many short claims', Array.from({ length: 70 }, (_, more) => growing(more + 1, 1, 20, 21, 1)).flat()],
    [
      'of claims with sources of which much is said',
      Array.from({ length: 60 }, (_, more) => growing(3, 18, 60, 61, 1, 90 + more * 2)).flat(),
    ],
    [
      'of claims with many sources',
      Array.from({ length: 30 }, (_, more) => growing(3, more + 1, 60, 2_000, 190)).flat(),
    ],
  ])('is within the limits, %s, in a channel, as a preview and as a post', (_, answers) => {
    const over = new Set<string>();
    let shown = 0;
    for (const one of answers) {
      for (const more of [{}, { preview }, { posted: shouted }]) {
        const seen = inspect(renderAnswer(one, say, { ...options, ...more }));
        for (const limit of seen.overLimits) over.add(limit);
        if (seen.visible.includes('The Daily says so')) shown += 1;
      }
    }
    expect([...over]).toEqual([]);
    expect(shown).toBeGreaterThan(50);
  });

  it('keeps the address by which somebody else cites a source, in its shortest form too', () => {
    const via = answer().citations.find((one) => one.via !== undefined);
    if (!via) throw new Error('no source is cited by another');
    const [one] = growing(3, 10, 2_000, 2_001, 1, 100);
    const citations = (one?.citations ?? []).map(({ number, title, details }) => ({
      ...via,
      number,
      title,
      details,
    }));
    const { plain } = inspect(renderAnswer({ ...(one ?? answer()), citations }, say, options));
    const shortest = [...plain.matchAll(/^\[\d+\] Acme: (.+)$/gm)].map(([, address]) => address);
    expect(shortest.length).toBeGreaterThan(0);
    expect(new Set(shortest)).toEqual(new Set(['https://daily.example/acme']));
  });
});
