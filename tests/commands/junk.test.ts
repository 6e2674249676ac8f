import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { routed } from '../../src/core/command.ts';
import { base, context, contextOf, knowledge, question, run, spanish } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const NAMES = commands.map(({ name }) => name);

/** What people paste, and what people try. */
const JUNK: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['spaces', ' \t\n  '],
  ['100,000 letters', 'x'.repeat(100_000)],
  ['100,000 words', 'norvane '.repeat(12_500)],
  ['only punctuation', '?!.,;:-–—…()[]{}<>/\\|@#$%^&*+=~`\'"'],
  ['emoji', '🤔👩‍👩‍👧‍👦🏳️‍🌈🇪🇸'],
  ['right-to-left marks', '\u202enorvane\u202c \u2066boycott\u2069 \u200f'],
  ['a call to a channel', '<!channel> norvane'],
  ['a call to everybody', '@everyone @here norvane'],
  ['a forged link', '[x](javascript:alert(1))'],
  ['a Slack link', '<https://evil.example|norvane>'],
  ['colours of a terminal', '\u001b[31mnorvane\u001b[0m\u001b]8;;https://evil.example\u0007x'],
  ['null bytes', 'nor\u0000vane\u0000'],
  ['half a character', '\ud83d norvane \udc68'],
  ['an unknown company', 'Zorblatt Widgets'],
  ['an unknown id', 'norvane.no-such-fact'],
  ['a prototype', '__proto__ constructor toString hasOwnProperty'],
  ['a phrase of ICU', '{company, plural, other {#}} {x'],
  ['only figures', '148 2019 0 -1 1e9 NaN Infinity'],
  ['a regular expression', '(a+)+$ .* \\b [^'],
  ['one letter', 'a'],
  ['Arabic', 'ما هي الشركة؟'],
  ['Chinese', '诺尔凡是什么公司？'],
];

it.each(JUNK)(
  '%s gets an answer that keeps its promises, from every command, soon, and the same again',
  async (_, text) => {
    for (const name of NAMES) {
      for (const within of [context, contextOf(spanish)]) {
        const to = routed(question(name, text), commands, knowledge.languages);
        const started = performance.now();
        const answer = await run(to.command, to.text, within);
        expect(performance.now() - started).toBeLessThan(4_000);
        expect([name, ...brokenBy(answer, base)]).toEqual([name]);
        if (within === context) expect(await run(to.command, to.text)).toEqual(answer);
        expect(JSON.stringify(answer)).not.toMatch(
          /<!|@everyone|@here|javascript:|evil\.example|\\u0000|\\u001b|[\u202a-\u202e\u2066-\u2069\u200f]|\\ud[89a-f]/,
        );
      }
    }
  },
);

it('whatever is typed keeps its promises for anything', async () => {
  const word = fc.oneof(
    fc.constantFrom(...'norvane brasko letter 2019 who fact cite list timeline 2 pellworm nvidia'.split(' ')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const typed = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), typed, async (name, text) => {
      expect(brokenBy(await run(name, text), base)).toEqual([]);
    }),
  );
});

it('whatever is typed is said back by nobody: of a stranger’s name letters, digits and spaces in the heading, at most 40, and nothing else', async () => {
  const marker = fc.stringMatching(/^[qxzjkw]{8,60}$/);
  const around = fc.constantFrom(
    ...['', 'norvane ', 'who signed the letter of 2019 ', 'is it true that ', 'what is the hml ', 'brasko letters '],
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), around, marker, fc.boolean(), async (name, before, odd, first) => {
      const answer = await run(name, first ? `${odd} ${before}` : `${before}${odd}`);
      const { heading, ...rest } = answer;
      const piece = odd.slice(0, 8);
      // What is checked is several sentences, and each is told from the others by its first letters, in private.
      const titles = name === 'check' ? rest.body.flatMap(({ title }) => title ?? []) : [];
      const untitled = { ...rest, body: rest.body.map(({ title, ...passage }) => passage) };
      expect(JSON.stringify(name === 'check' ? untitled : rest)).not.toContain(piece);
      for (const title of titles) expect(title.replace(/^[^:]*:? ?/, '').length).toBeLessThanOrEqual(40);
      if (titles.length > 0) expect(answer.audience).toBe('asker');
      if (!heading.includes(piece)) return;
      expect(answer).toMatchObject({ outcome: 'unknown', audience: 'asker', facts: [] });
      expect(/[qxzjkw]{8,}/.exec(heading)?.[0].length).toBeLessThanOrEqual(40);
    }),
  );
});
