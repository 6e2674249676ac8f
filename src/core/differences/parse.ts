import type { EntityId } from '../fact.ts';
import type { Language } from '../language.ts';
import type { Lexicon } from '../retriever.ts';
import { clean, fold, longestRun } from '../text.ts';
import { type Figure, type Located, readFigures } from './figures.ts';
import { anyOf, type Grammar, isVerb, type Mode } from './grammar.ts';
import { type Moment, readMoments } from './moments.ts';

/** A part of a text, in its order. */
export type Item =
  | { readonly kind: 'entity'; readonly id: EntityId; readonly possessive: boolean }
  | { readonly kind: 'figure'; readonly figure: Figure; readonly modes: ReadonlySet<Mode> }
  | { readonly kind: 'moment'; readonly moment: Moment }
  | Word
  | { readonly kind: 'break'; readonly sign: string };

export interface Word {
  readonly kind: 'word';
  /** Folded. */
  readonly word: string;
  readonly stem: string;
  /** Stems that mean it in the facts' language, by the glossary. */
  readonly also: readonly string[];
  /** Carries no meaning of its own. */
  readonly small: boolean;
  /** Whether a negation is shortly before it. */
  readonly negated: boolean;
  /** How it is meant; empty where it is said to be so. */
  readonly modes: ReadonlySet<Mode>;
}

const PLAIN: ReadonlySet<Mode> = new Set();

export interface ParsedText {
  readonly items: readonly Item[];
  readonly grammar: Grammar;
  readonly language: Language;
}

export function wordsIn({ items }: ParsedText): readonly Word[] {
  return items.filter((item) => item.kind === 'word');
}

export function namesIn({ items }: ParsedText): readonly EntityId[] {
  return items.flatMap((item) => (item.kind === 'entity' ? [item.id] : []));
}

interface Token {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly possessive: boolean;
}

/** Words after a negation that it may turn round. */
const SCOPE = 4;

/** A text as names, figures, dates and words. Undefined in a language whose turning words are not known. */
export function parseText(text: string, language: Language, lexicon: Lexicon): ParsedText | undefined {
  const { grammar } = language;
  if (!grammar) return undefined;
  const written = clean(text);
  const lower = lowered(written);
  const tokens = tokensOf(lower, grammar);
  const moments = readMoments(lower, written, grammar);
  const names = namesAmong(tokens, lower, moments, language, lexicon);
  const figures = readFigures(lower, grammar).filter(({ from, to }) =>
    [...moments, ...names].every((other) => to <= other.from || other.to <= from),
  );
  const spans: Located<Item>[] = [
    ...names.map((span) => ({ ...span, thing: { kind: 'entity' as const, ...span.thing } })),
    ...figures.map((span) => ({
      ...span,
      thing: { kind: 'figure' as const, figure: span.thing, modes: PLAIN },
    })),
    ...moments.map((span) => ({ ...span, thing: { kind: 'moment' as const, moment: span.thing } })),
  ];
  const free = tokens.filter(({ from, to }) => spans.every((span) => to <= span.from || span.to <= from));
  const words = wordsOf(free, grammar, language, lexicon);
  const all = [...spans, ...words].sort((a, b) => a.from - b.from);
  const items = withBreaks(all, lower);
  return { items: withModes(items, grammar), grammar, language };
}

/** How each item is meant: as the words before it in its sentence say; those after `was planned`, too. What somebody else
    does after `and` is another matter. */
function withModes(items: readonly Item[], grammar: Grammar): readonly Item[] {
  const modes = items.map((): Set<Mode> => new Set());
  let active = new Set<Mode>();
  let start = 0;
  items.forEach((item, at) => {
    if (item.kind === 'break') {
      const goesOn = items[at + 1];
      if (goesOn?.kind !== 'word' || !grammar.listing.has(goesOn.word)) active.delete('not');
      if (!/[;.!?]/.test(item.sign)) return;
      active = new Set();
      start = at + 1;
      return;
    }
    for (const mode of active) modes[at]?.add(mode);
    if (item.kind !== 'word') return;
    if (grammar.listing.has(item.word) && isActing(items[at + 1], grammar)) {
      active = new Set();
      start = at + 1;
      return;
    }
    if (grammar.negations.has(item.word)) active.add('not');
    const next = items[at + 1];
    const pair = next?.kind === 'word' ? grammar.modes.get(`${item.word}-${next.word}`) : undefined;
    const before = items[at - 1];
    const mode = pair ?? grammar.modes.get(item.word);
    if (mode) {
      active = new Set([...active, mode]);
      modes[at]?.add(mode);
      const passive = before?.kind === 'word' && grammar.being.has(before.word);
      if (passive && !pair) for (let i = start; i < at; i++) modes[i]?.add(mode);
    } else if (
      grammar.aims.has(item.word) &&
      next?.kind === 'word' &&
      isVerb(next.word, grammar) &&
      active.size === 0
    ) {
      active = new Set<Mode>(['aim']);
    }
  });
  return items.map((item, at) => ('modes' in item ? { ...item, modes: modes[at] ?? PLAIN } : item));
}

const isActing = (item: Item | undefined, { people }: Grammar): boolean =>
  item?.kind === 'entity' || (item?.kind === 'word' && people.has(item.word));

/** Lower case without accents, each character where it stood. */
function lowered(text: string): string {
  return [...text]
    .map((character) => {
      const bare = character
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
      return bare.length === character.length ? bare : bare.slice(0, character.length).padEnd(character.length);
    })
    .join('')
    .replace(/[’‘ʼ`´]/gu, "'");
}

function tokensOf(lower: string, { prefixes, possessives }: Grammar): readonly Token[] {
  const words = new RegExp(
    String.raw`(?:(?<prefix>${anyOf(prefixes)})-)?(?<rest>[\p{L}\p{N}]+(?:'(?<ending>\p{L}+))?)`,
    'gu',
  );
  return [...lower.matchAll(words)].map((found) => {
    const { prefix = '', rest = '', ending = '' } = found.groups ?? {};
    return {
      from: found.index,
      to: found.index + found[0].length,
      word: fold(prefix + rest).replaceAll(' ', ''),
      possessive: possessives.has(ending),
    };
  });
}

/** The longest runs of words that name an entity, across nothing but spaces and hyphens; a name said twice, the second
    time in brackets, is one. */
function namesAmong(
  tokens: readonly Token[],
  lower: string,
  moments: readonly Located<Moment>[],
  language: Language,
  lexicon: Lexicon,
): readonly Located<{ readonly id: EntityId; readonly possessive: boolean }>[] {
  const found: Located<{ readonly id: EntityId; readonly possessive: boolean }>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const name = longestRun(tokens, at, lexicon.longestName, (run) => {
      const [from, to] = [run[0]?.from ?? 0, run.at(-1)?.to ?? 0];
      if (!isTogether(run, lower) || moments.some((moment) => from < moment.to && moment.from < to)) return;
      const words = run.map((token) => token.word).join(' ');
      return lexicon.named(words) ?? meantBy(words, language, lexicon);
    });
    const [first, last] = [tokens[at], tokens[at + (name?.length ?? 1) - 1]];
    if (!name || !first || !last) continue;
    const before = found.at(-1);
    const again = before?.thing.id === name.value && /^ ?\(? ?$/.test(lower.slice(before.to, first.from));
    if (again) found.pop();
    const thing = { id: name.value, possessive: last.possessive };
    found.push({ from: again ? before.from : first.from, to: last.to, thing });
    at += name.length - 1;
  }
  return found;
}

function isTogether(run: readonly Token[], lower: string): boolean {
  return run.slice(1).every((token, at) => /^[ .-]{0,2}$/.test(lower.slice(run[at]?.to, token.from)));
}

/** `la migra` is ICE: what a glossary leads to, when that is one name. */
function meantBy(words: string, language: Language, lexicon: Lexicon): EntityId | undefined {
  const means = language.glossary.get(words);
  return means?.length === 1 && means[0] !== undefined ? lexicon.named(means[0]) : undefined;
}

function wordsOf(
  tokens: readonly Token[],
  grammar: Grammar,
  language: Language,
  lexicon: Lexicon,
): readonly Located<Word>[] {
  const also = tokens.map((): string[] => []);
  for (let at = 0; at < tokens.length; at++) {
    for (let length = Math.min(4, tokens.length - at); length > 0; length--) {
      const run = tokens.slice(at, at + length);
      const means = language.glossary.get(run.map(({ word }) => word).join(' ')) ?? [];
      for (let i = at; i < at + length; i++) {
        also[i]?.push(...means.map((word) => lexicon.stem(word, lexicon.language)));
      }
    }
  }
  let reach = 0;
  return tokens.map((token, at) => {
    const parted = at > 0 && (tokens[at - 1]?.to ?? 0) + 1 < token.from;
    reach = grammar.negations.has(token.word) ? SCOPE + 1 : parted ? 0 : Math.max(0, reach - 1);
    const word: Word = {
      kind: 'word',
      word: token.word,
      stem: lexicon.stem(token.word, language),
      also: also[at] ?? [],
      small: language.small.has(token.word) && (also[at] ?? []).length === 0,
      negated: reach > 0,
      modes: PLAIN,
    };
    return { from: token.from, to: token.to, thing: word };
  });
}

/** Commas, stops, colons, brackets and dashes between the parts. */
function withBreaks(spans: readonly Located<Item>[], lower: string): readonly Item[] {
  return spans.flatMap((span, at): Item[] => {
    const gap = lower.slice(spans[at - 1]?.to ?? span.from, span.from);
    const sign = /[,;:.!?()–—]/u.exec(gap)?.[0];
    return sign === undefined || at === 0 ? [span.thing] : [{ kind: 'break', sign }, span.thing];
  });
}
