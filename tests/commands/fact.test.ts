import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findFact } from '../../src/commands/fact.ts';
import type { Answer } from '../../src/core/answer.ts';
import { base, context, english, fact, run, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

describe('fact', () => {
  it('shows the fact of an id, whole, with its sources and its reply', async () => {
    const answer = await run('fact', 'norvane.ohi-ceiling');
    expect(answer).toMatchObject({
      outcome: 'answered',
      facts: ['norvane.ohi-ceiling', 'norvane.says-licences'],
      share: { command: 'fact', text: 'norvane.ohi-ceiling' },
    });
    for (const id of answer.facts) expect(textOf(answer)).toContain(fact(id).wordings.get('en')?.claim);
  });

  it('shows every fact that was not withdrawn by its id, and its citation', async () => {
    for (const one of base.facts.values()) {
      const answer = await run('fact', one.id);
      expect([one.id, ...brokenBy(answer, base)]).toEqual([one.id]);
      expect([one.id, ...brokenBy(await run('cite', one.id), base)]).toEqual([one.id]);
      if (one.status !== 'withdrawn') expect(answer.facts[0]).toBe(one.id);
    }
  });

  it.each(['NORVANE.CTB-SPENT', '  norvane.ctb-spent ', 'ctb-spent', 'CTB-Spent', '\u200bnorvane.ctb-spent'])(
    'takes %j for norvane.ctb-spent',
    (typed) => {
      expect(findFact(typed, base)?.id).toBe('norvane.ctb-spent');
    },
  );

  it('finds none for the name of everything, a part of an id, a prototype or a long text', () => {
    for (const typed of [
      '',
      'norvane',
      'ctb',
      '__proto__',
      'constructor',
      'norvane.ctb-spent2',
      'x'.repeat(100_000),
      `norvane.ctb-spent${'x'.repeat(60)}`,
    ]) {
      expect(findFact(typed, base)).toBeUndefined();
    }
  });

  it('says that there is none of an unknown id, with the nearest as buttons and not a word of what was typed', async () => {
    const answer = await run('fact', 'norvane.letter-zqxmarker');
    expect(answer).toMatchObject({
      outcome: 'unknown',
      heading: say('no-such-fact'),
      facts: [],
      audience: 'asker',
    });
    expect(answer.actions).toHaveLength(answer.offered.length);
    expect(JSON.stringify(answer)).not.toContain('zqxmarker');
    expect(brokenBy(answer, base)).toEqual([]);
    const near = await run('fact', 'norvane.ctb-spen');
    expect(near.offered[0]).toBe('norvane.ctb-spent');
  });

  it('says of a withdrawn fact when and why, and never what it said', async () => {
    for (const command of ['fact', 'cite']) {
      const answer = await run(command, 'norvane.letter-withdrawn');
      expect(answer).toMatchObject({ outcome: 'told', facts: [], citations: [], actions: [] });
      expect(textOf(answer)).toContain(
        say('withdrawn', { date: '30 June 2025', why: 'The paper took the report back.' }),
      );
      expect(JSON.stringify(answer)).not.toMatch(/zeppelin|directors/);
      expect('share' in answer).toBe(false);
    }
  });

  it('still shows a superseded one to whoever holds its id', async () => {
    expect((await run('fact', 'norvane.old-slogan', context)).facts).toEqual(['norvane.old-slogan']);
  });
});

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
