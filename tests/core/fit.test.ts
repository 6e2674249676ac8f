import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Answer, answerWith, type Passage, text, unclaimed } from '../../src/core/answer.ts';
import { type Fits, fitInto } from '../../src/core/fit.ts';
import { base, english, fact, run, textOf } from '../base.ts';
import { numbersIn, spansOf, unanswered } from './answer-rules.ts';

const { say } = english;
const under =
  (limit: number): Fits =>
  (answer) =>
    textOf(answer).length <= limit;

/** Texts that may not be cut: those that hold a claim or a caveat of the base. */
const CLAIMS = [...base.facts.values()].flatMap(({ wordings }) =>
  [...wordings.values()].flatMap(({ claim, caveat = claim }) => [claim, caveat]),
);
const claims = (text: string) => CLAIMS.some((claim) => text.includes(claim));

const [dossier, timeline, topic, one] = await Promise.all([
  run('boycott', 'norvane'),
  run('boycott', 'norvane timeline'),
  run('boycott', 'norvane contracts'),
  run('details', 'norvane.letter-wording'),
]);
const answers = [dossier, timeline, topic, one];

/** Runs a property on any of the answers and on what of it fits some limit. */
function always(least: number, holds: (answer: Answer, part: Answer, limit: number) => void): void {
  const limits = fc.integer({ min: least, max: 4_000 });
  const property = fc.property(fc.constantFrom(...answers), limits, (answer, limit) =>
    holds(answer, fitInto(answer, say, under(limit)), limit),
  );
  fc.assert(property, { numRuns: 150 });
}

const textsOf = (passages: readonly Passage[]) =>
  passages.flatMap(({ lines }) => lines.flat().flatMap((span) => (span.kind === 'text' ? [span.text] : [])));

it('fit gives an answer that fits back as it is', () => {
  for (const answer of answers) expect(fitInto(answer, say, () => true)).toBe(answer);
});

it('fit cuts no claim and no caveat, whatever the limit', () => {
  always(0, (answer, part) => {
    const before = new Set(textsOf(answer.body));
    const said = new Set([' ', say('did-not-fit'), ...answer.body.map((_, at) => say('left-out', { count: at + 1 }))]);
    expect(textsOf(part.body).filter((text) => !before.has(text) && !said.has(text))).toEqual([]);
  });
  expect(textsOf(answers.flatMap(({ body }) => body)).filter(claims).length).toBeGreaterThan(10);
});

it('fit keeps every source that is still pointed at, numbered from 1 in the order in which it is named', () => {
  const sourceOf = (one: Answer, claim: string) => {
    const lines = one.body.flatMap(({ lines }) => lines);
    const line = lines.find((spans) => spans.some((span) => span.kind === 'text' && span.text === claim));
    return line?.flatMap((span) => (span.kind === 'cite' ? [one.citations[span.number - 1]?.source] : []));
  };
  always(0, (answer, part) => {
    expect(numbersIn(part)).toEqual(part.citations.map((_, index) => index + 1));
    expect(part.citations.map(({ number }) => number)).toEqual(numbersIn(part));
    for (const { source, url, archivedUrl, via } of part.citations) {
      const whole = answer.citations.find((one) => one.source === source);
      expect([url, archivedUrl, via?.url]).toEqual([whole?.url, whole?.archivedUrl, whole?.via?.url]);
    }
    for (const claim of textsOf(part.body).filter(claims))
      expect(sourceOf(part, claim)).toEqual(sourceOf(answer, claim));
  });
});

it('fit fits wherever a heading and one sentence do, and says what is missing', () => {
  always(600, (answer, part, limit) => {
    expect(textOf(part).length).toBeLessThanOrEqual(limit);
    if (part.body.length === answer.body.length) return;
    const gone = answer.body.length - (part.body.length - 1);
    expect([say('left-out', { count: gone }), say('did-not-fit')]).toContain(textsOf(part.body.slice(-1))[0]);
  });
});

it('fit tells how to ask for the first fact that it left out, and no longer says that it shows it', () => {
  const part = fitInto(dossier, say, (one) => one.body.flatMap(({ facts }) => facts).length <= 2);
  const examples = spansOf({ ...part, body: part.body.slice(-1) }).flatMap((span) =>
    span.kind === 'example' ? [span.call] : [],
  );
  const missing = dossier.facts.filter((id) => !part.facts.includes(id));
  expect(missing.length).toBeGreaterThan(0);
  expect(examples).toEqual([{ command: 'fact', text: missing[0] }]);
  const two = { ...dossier, facts: [], shown: dossier.facts };
  expect(fitInto(two, say, (one) => one.shown.length <= 2).shown).toEqual(part.facts);
  expect(fitInto(two, say, () => false).shown).toEqual([]);
});

it('fit never shows a fact of a dossier without what the company says to it', () => {
  expect(dossier.facts).toContain('norvane.says-proud');
  for (let limit = 0; limit <= textOf(dossier).length; limit += 40) {
    const part = fitInto(dossier, say, under(limit));
    expect(unanswered(part, base, say)).toEqual([]);
  }
});

it('fit leaves out the highest rank first, and among equals the later one', () => {
  const body = ['a0', 'b2', 'c1', 'd2', 'e0'].map((name) => unclaimed([[text(name)]], Number(name[1])));
  const answer = answerWith('en', { outcome: 'told', heading: 'Ranks', body });
  const kept = (most: number) =>
    textsOf(fitInto(answer, say, ({ body }) => body.length <= most + 1 && body.length !== 5).body.slice(0, -1)).join(
      ' ',
    );
  expect([kept(3), kept(2), kept(1)]).toEqual(['a0 c1 e0', 'a0 e0', 'a0']);
});

it('fit shortens a quotation before it leaves anything out', () => {
  const quote = 'word '.repeat(200).trim();
  const body = one.body.map((passage) => ({
    ...passage,
    lines: passage.lines.map((line) => line.map((span) => (span.kind === 'quote' ? { ...span, text: quote } : span))),
  }));
  const part = fitInto({ ...one, body }, say, under(textOf(one).length + 200));
  const [short] = spansOf(part).flatMap((span) => (span.kind === 'quote' ? [span.text] : []));
  expect(short).toMatch(/^word .*…$/);
  expect(part.facts).toEqual(one.facts);
  expect(textsOf(part.body)).toContain(fact('norvane.letter-wording').wordings.get('en')?.claim);
});

it('fit gives up the way to its own page before a passage, and keeps it where there is room', () => {
  const answer = { ...one, permalink: `https://receipts.example/${'a'.repeat(80)}` };
  const whole = textsOf(answer.body);
  const least = fitInto(answer, say, ({ permalink }) => permalink === undefined);
  expect(least.permalink).toBeUndefined();
  expect(textsOf(least.body)).toEqual(whole);
  const room = fitInto(answer, say, under(textOf(least).length + textOf(answer).length - textOf(one).length));
  expect(room.permalink).toBe(answer.permalink);
  expect(textsOf(room.body)).toEqual(whole);
});

it('fit says only that it did not fit when nothing does, and claims nothing', () => {
  for (const answer of answers) {
    const bare = fitInto(answer, say, () => false);
    expect(bare).toMatchObject({ facts: [], citations: [] });
    expect([textsOf(bare.body)[0], numbersIn(bare)]).toEqual([say('did-not-fit'), []]);
  }
});
