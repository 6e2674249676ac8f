import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../../src/core/answer.ts';
import { english, fact, run } from '../base.ts';

const { say } = english;

/** What stands under each title, to be copied. */
function codes(answer: Answer): ReadonlyMap<string, string> {
  const found = answer.body.flatMap(({ title, lines }) =>
    lines.flat().flatMap((span) => (span.kind === 'code' ? [[title ?? '', span.text] as const] : [])),
  );
  return new Map(found);
}
const cslIds = (answer: Answer) =>
  z
    .array(z.object({ id: z.string() }))
    .parse(JSON.parse(codes(answer).get('CSL-JSON') ?? ''))
    .map(({ id }) => id);

describe('cite', () => {
  it('gives every source of a fact three times over: as text, as BibTeX, as CSL-JSON', async () => {
    const answer = await run('cite', 'norvane.letter-2019-signers');
    const ids = ['post-letter-2019', 'wire-letter-2019', 'gazette-letter-2019'];
    expect(answer.citations.map(({ source }) => source).slice(0, 3)).toEqual(ids);
    expect(cslIds(answer)).toEqual(ids);
    const bibtex = codes(answer).get('BibTeX') ?? '';
    expect([...bibtex.matchAll(/^@misc\{(.+),$/gm)].map(([, id]) => id)).toEqual(ids);
    const text = codes(answer).get(say('cite-as-text')) ?? '';
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('Tidewater Post, “Letter stirs Norvane”');
    expect(text).toContain('https://gazette-mirror.example.org/norvane-letter');
  });

  it('holds the document that cites one without an address', async () => {
    const answer = await run('cite', 'norvane.ohi-ceiling');
    expect(cslIds(answer)).toEqual(['ohi-order-book', 'post-letter-2019', 'watch-norvane']);
    expect(answer.citations.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['ohi-order-book', 'watch-norvane']),
    );
  });

  it('shows the claim that it is the citation of, and leads back to the fact', async () => {
    const answer = await run('cite', 'norvane.ctb-spent');
    expect(answer.body[0]?.lines.flat()[0]).toEqual({
      kind: 'text',
      text: fact('norvane.ctb-spent').wordings.get('en')?.claim,
    });
    expect(answer).toMatchObject({
      facts: ['norvane.ctb-spent'],
      closing: 'norvane.ctb-spent',
      share: { command: 'cite', text: 'norvane.ctb-spent' },
    });
    expect(answer.actions).toContainEqual(
      expect.objectContaining({ call: { command: 'fact', text: 'norvane.ctb-spent' } }),
    );
  });

  it('knows no fact of an unknown id', async () => {
    expect(await run('cite', 'norvane.nothing')).toMatchObject({
      outcome: 'unknown',
      heading: say('no-such-fact'),
      citations: [],
    });
  });
});
