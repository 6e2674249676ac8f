import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Answer, addressOf, type Passage, type Span } from '../../src/core/answer.ts';
import { citationOf } from '../../src/core/citations.ts';
import { nameOfCite, plainCitation, plainSpan, plainText } from '../../src/core/plain.ts';
import { base, english, fact, run, source, textOf } from '../base.ts';
import { anyAnswer } from '../platforms/answers.ts';
import { squash } from '../platforms/conformance.ts';

const spell = ({ command, text }: { readonly command: string; readonly text: string }) => `/${command} ${text}`;

const { say } = english;
const madeCitation = citationOf(source('post-letter-2019'), 1, [], { facts: base, language: english });

it('plainSpan says each kind of span in words; a citation by its label, or by its number where sources are listed', () => {
  const labelled = { citations: [], sources: 'labelled' } as const;
  const says = (span: Span) => plainSpan(span, labelled, spell);
  const kinds = ['text', 'strong', 'code', 'quote'] as const;
  expect(kinds.map((kind) => says({ kind, text: 'a\nb' }))).toEqual(['a b', 'a b', 'a\nb', '“a b”']);
  expect(says({ kind: 'example', call: { command: 'fact', text: 'a.b' } })).toBe('/fact a.b');
  const citations = [{ ...madeCitation, number: 3, label: 'Post\n2019' }];
  const cite: Span = { kind: 'cite', number: 3 };
  expect(plainSpan(cite, { citations, sources: 'labelled' }, spell)).toBe('[Post 2019]');
  expect(plainSpan(cite, { citations, sources: 'listed' }, spell)).toBe('[3]');
  expect(says(cite)).toBe('[3]');
});

const inOrder = (text: string, parts: readonly string[]) => {
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
};
const claim = fact('norvane.ohi-ceiling').wordings.get('en')?.claim ?? '?';
const reply = fact('norvane.says-licences').wordings.get('en')?.claim ?? '?';

it('plainText holds claim, reply, each source by its label with its address, and the last line, in reading order', async () => {
  const answer = await run('fact', 'norvane.ohi-ceiling');
  const parts = [
    `${answer.heading}\n\n${claim} [OHI 2021, via Tidewater Post] [Dockside Watch 2023]`,
    reply,
    `${say('sources')}:\n[OHI 2021, via Tidewater Post] https://post.example.org/norvane-letter`,
    '[Dockside Watch 2023] https://watch.example.org/norvane',
    '[Norvane 2019] https://norvane.example.org/statement',
    answer.closing,
  ];
  inOrder(plainText(answer, say, spell), parts);
});

it('plainText holds of the details each source by its number with all that is known of it', async () => {
  const answer = await run('details', 'norvane.ohi-ceiling');
  inOrder(plainText(answer, say, spell), [
    `${answer.heading}\n\n${claim} [1] [2]`,
    reply,
    `${say('sources')}:\n[1] Office of Harbour Inspection (OHI), “Order book 2021”`,
    'https://post.example.org/norvane-letter',
    '[2] Dockside Watch, “Norvane profile”',
    'https://archive.example.org/watch-norvane',
    'https://norvane.example.org/statement',
    answer.closing,
  ]);
});

it('plainText says of a source without an address that it has none', async () => {
  const text = plainText(await run('fact', 'norvane.offer-refused'), say, spell);
  expect(text).toContain(`[Radio Lagoon 2020, no link] ${say('no-address')}`);
});

it('plainText keeps a list of facts together, a line each', async () => {
  const answer = await run('boycott', 'norvane letters');
  expect(textOf(answer).split('\n\n')[1]?.split('\n')).toHaveLength(answer.body.length);
});

it('plainText leaves out headings of what is not there', async () => {
  const text = textOf(await run('privacy', ''));
  expect([text.includes(`${say('sources')}:`), text.split('\n\n').length]).toEqual([false, 2]);
});

/** What it must be made of: so many lines, of which only code has more than one of its own. */
function linesOf(answer: Answer): number {
  const body = answer.body.map((passage) => {
    const own = passage.lines.map((line) =>
      line.reduce(
        (sum, span) => sum + (span.kind === 'code' ? plainSpan(span, answer, spell).split('\n').length - 1 : 0),
        1,
      ),
    );
    return own.reduce((sum, one) => sum + one, passage.title ? 1 : 0);
  });
  const sources = answer.citations.length > 0 ? [answer.citations.length + 1] : [];
  const parts = [1, ...body, ...sources, ...(answer.closing || answer.permalink ? [1] : [])];
  const isLine = (passage: Passage | undefined) => passage?.lines.length === 1 && passage.title === undefined;
  const together = answer.body.filter((passage, at) => isLine(passage) && isLine(answer.body[at - 1]));
  return parts.reduce((sum, one) => sum + one, 0) + parts.length - 1 - together.length;
}

it('the plain text of any answer holds every claim and every address, forges no line and holds no control', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const text = plainText(answer, say, spell);
      const squashed = squash(text);
      const claims = answer.body
        .flatMap((passage) => passage.lines.flat())
        .flatMap((span) => (span.kind === 'text' || span.kind === 'strong' ? [squash(span.text)] : []));
      expect(claims.filter((claim) => !squashed.includes(claim))).toEqual([]);
      // Each citation reaches its source: its name and, on the same line, where that leads or that it leads nowhere.
      for (const one of answer.citations) {
        const listed = answer.sources === 'listed';
        const all = listed ? [one.url, one.via?.url, one.archivedUrl] : [addressOf(one)];
        const wanted = all.flatMap((url) => url ?? []);
        if (!listed && wanted.length === 0) wanted.push(say('no-address'));
        const name = squash(nameOfCite(one.number, answer));
        const own = text.split('\n').filter((line) => squash(line).startsWith(name));
        expect(own.some((line) => wanted.every((url) => line.includes(url)))).toBe(true);
      }
      expect(text.match(/(?!\n)\p{Cc}|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu)).toBeNull();
      expect(text.split('\n')).toHaveLength(linesOf(answer));
    }),
    { endOnFailure: true },
  );
});

it('plainCitation leads to the document that cites one without an address', async () => {
  const { citations } = await run('fact', 'norvane.ohi-ceiling');
  const [first] = citations;
  expect(first?.url).toBeUndefined();
  expect(first && plainCitation(first, say)).toContain(
    `${say('via', { publisher: 'Tidewater Post', title: 'Letter stirs Norvane' })} https://post.example.org/norvane-letter`,
  );
});
