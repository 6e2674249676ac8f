import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type Grammar, PEOPLE, ROLES } from '../core/differences/grammar.ts';
import type { LanguageTag } from '../core/fact.ts';
import { ANSWER_TYPES, isPhraseKey, PHRASES, type PhraseKey } from '../core/language.ts';
import type { TalkFile } from '../core/talk.ts';
import { fold } from '../core/text.ts';
import { FIRST_LANGUAGE, type LanguageData } from './languages.ts';
import { compilePhrase, type Phrase } from './phrases.ts';
import { nearest, type ProblemCollector } from './problems.ts';
import { type Read, readOne } from './read.ts';
import { languageSchema, talkSchema } from './schema/language.ts';
import { type Path, valueAt } from './yaml.ts';

/** Missing phrases that are named. */
const NAMED = 8;

type Entry = Read<typeof languageSchema>;
type Phrases = ReadonlyMap<PhraseKey, Phrase>;

/** Reads the files of data/languages and checks that the bot can speak them. */
export function readLanguages(
  files: readonly { readonly file: string; readonly tag: string }[],
  collector: ProblemCollector,
): readonly LanguageData[] {
  if (!files.some(({ tag }) => tag === FIRST_LANGUAGE)) {
    const tip = 'Every phrase stands there; other languages fall back to it.';
    collector.error(`data/languages/${FIRST_LANGUAGE}.yaml:1:1`, 'is missing', tip);
  }
  const entries = files.flatMap(({ file, tag }) => {
    const entry = readOne(file, languageSchema, collector);
    if (entry && entry.value.tag !== tag) {
      const message = `tag is ${entry.value.tag}, but the file is called ${tag}.yaml`;
      collector.error(entry.where(['tag']), message, `Write tag: ${tag}`);
    }
    return entry ? [entry] : [];
  });
  for (const entry of entries) refuseClashes(entry, collector);
  const first = entries.find(({ value }) => value.tag === FIRST_LANGUAGE);
  if (!first) return [];
  const known = compilePhrases(first, collector);
  for (const key of PHRASES.filter((one) => first.value.phrases[one] === undefined)) {
    collector.error(first.where(['phrases']), `the phrase ${key} is missing`, `Write ${key}: and the sentence.`);
  }
  for (const entry of entries) if (entry !== first) compare(entry, known, collector);
  return entries.map(({ value: { grammar, ...language } }) => ({
    ...language,
    grammar: grammar && { ...grammar, months: monthsOf(language.tag) },
  }));
}

/** Letters of a month's short name: `jan`; September has one more in `sept`. */
const SHORT = 3;

/** As Intl writes them alone and beside a day, which some languages tell apart, with their first letters. */
function monthsOf(tag: LanguageTag): Grammar['months'] {
  const months = new Map<string, number>();
  const forms = [{ month: 'long' } as const, { month: 'long', day: 'numeric' } as const];
  for (const form of forms) {
    const format = new Intl.DateTimeFormat(tag, { ...form, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const parts = format.formatToParts(Date.UTC(2000, month, 1));
      const name = parts.find(({ type }) => type === 'month')?.value ?? '';
      // Some languages count their months: a number is none of their names.
      if (!/^\p{L}/u.test(name)) continue;
      for (const length of [name.length, SHORT, ...(month === 8 ? [SHORT + 1] : [])])
        months.set(fold(name).slice(0, length), month + 1);
    }
  }
  return months;
}

function compilePhrases({ value, where }: Entry, collector: ProblemCollector): Phrases {
  const phrases = new Map<PhraseKey, Phrase>();
  for (const [key, text] of Object.entries(value.phrases)) {
    const place = where(['phrases', key]);
    const phrase = compilePhrase(text, value.tag);
    if (!isPhraseKey(key)) {
      const meant = nearest(key, PHRASES);
      const tip = meant ? `Did you mean ${meant}?` : 'Leave it out.';
      collector.error(place, `the bot has no phrase ${key}`, tip);
    } else if ('fill' in phrase) phrases.set(key, phrase);
    else {
      const tip = 'Close every { with }; a plural needs "other {…}"; a brace that is meant stands in single quotes.';
      collector.error(place, `the phrase ${key} is no ICU message: ${phrase.fault}`, tip);
    }
  }
  return phrases;
}

/** A translation may leave a value out, but can't use one that nobody will give it. */
function compare(entry: Entry, first: Phrases, collector: ProblemCollector): void {
  const { value, where } = entry;
  const missing = [...first.keys()].filter((key) => value.phrases[key] === undefined);
  if (missing.length > 0) {
    const named = missing.length > NAMED ? `${missing.slice(0, NAMED).join(', ')}, …` : missing.join(', ');
    const message = `${missing.length} phrases are missing and are said in ${FIRST_LANGUAGE}: ${named}`;
    collector.warn(where(['phrases']), message, 'Translate them; data/languages/en.yaml has every one.');
  }
  for (const [key, phrase] of compilePhrases(entry, collector)) {
    const known = first.get(key)?.values ?? new Set<string>();
    const unknown = [...phrase.values].filter((name) => !known.has(name));
    if (unknown.length === 0) continue;
    const tip = known.size > 0 ? `It may use {${[...known].join('}, {')}}.` : 'It is given no values.';
    collector.error(where(['phrases', key]), `the phrase ${key} uses {${unknown.join('}, {')}}`, tip);
  }
}

interface List {
  readonly what: string;
  readonly path: Path;
}

const texts = z.array(z.string()).catch([]);

/** A word can't be both of what its language says it is; where it asks for two things, one of them is lost. */
function refuseClashes({ value: { grammar }, written, where }: Entry, collector: ProblemCollector): void {
  const tip = 'Keep it in one of the two lists.';
  const eachClash = (lists: readonly List[], found: (word: string, other: string, list: List) => void): void => {
    const known = new Map<string, string>();
    for (const { what, path } of lists) {
      for (const [at, word] of texts.parse(valueAt(written, path)).entries()) {
        const other = known.get(fold(word)) ?? what;
        known.set(fold(word), other);
        if (other !== what) found(word, other, { what, path: [...path, at] });
      }
    }
  };
  const asks = ANSWER_TYPES.map((what) => ({ what, path: ['asks', what] }));
  eachClash(asks, (word, other, { path }) => collector.warn(where(path), `"${word}" already asks for ${other}`, tip));
  for (const lists of grammar ? exclusive(grammar.opposites.length) : []) {
    eachClash(lists, (word, other, { what, path }) =>
      collector.error(where(path), `"${word}" is already ${other}, and can't be ${what} as well`, tip),
    );
  }
}

/** Lists of a grammar of which a word can be in one. */
function exclusive(pairs: number): readonly (readonly List[])[] {
  const all = [
    ...Array.from({ length: pairs }, (_, at) => [
      { what: 'one half of this pair', path: ['opposites', at, 'one'] },
      { what: 'the other half', path: ['opposites', at, 'other'] },
    ]),
    ...ROLES.map((role) =>
      ['forward', 'inverse', 'received'].map((side) => ({
        what: `${side} of ${role}`,
        path: ['relations', role, side],
      })),
    ),
    PEOPLE.map((kind) => ({ what: kind, path: ['people', kind] })),
    ['atLeast', 'atMost', 'about'].map((key) => ({ what: key, path: [key] })),
  ];
  return all.map((lists) => lists.map(({ what, path }) => ({ what, path: ['grammar', ...path] })));
}

/** The button with a question that the base answers. */
const EXAMPLE = 'example';

/** Reads what people say without asking for a fact. A base without the file has none of it. */
export function readTalk(file: string, collector: ProblemCollector): TalkFile | undefined {
  const entry = existsSync(file) ? readOne(file, talkSchema, collector) : undefined;
  if (!entry) return undefined;
  const { buttons, turns } = entry.value;
  for (const [at, { reply, press }] of turns.entries()) {
    const path = ['turns', at];
    if (reply[FIRST_LANGUAGE] === undefined)
      collector.error(entry.where([...path, 'reply']), `has no reply in ${FIRST_LANGUAGE}`, 'Write one.');
    for (const name of press) {
      if (name === EXAMPLE || buttons[name]) continue;
      const tip = `Write one of ${[EXAMPLE, ...Object.keys(buttons)].join(', ')}.`;
      collector.error(entry.where([...path, 'press']), `there is no button ${name}`, tip);
    }
  }
  return entry.value;
}
