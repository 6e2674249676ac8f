import type { EntityId, Fact } from '../fact.ts';
import type { Language } from '../language.ts';
import type { Context } from '../ports.ts';
import { fold } from '../text.ts';
import type { Figure } from './figures.ts';
import type { Grammar } from './grammar.ts';
import { type Moment, momentOf } from './moments.ts';
import { namesIn, type ParsedText, parseText, type Word, wordsIn } from './parse.ts';
import { type Statement, speakersIn, stated } from './relations.ts';

/** What comparing needs to know of the base. */
export type BaseView = Pick<Context, 'facts' | 'languages' | 'retriever'>;

/** The claim of a fact, or one of the statements that it bears out, read as what a statement is compared with. */
export interface SourceClaim {
  readonly fact: Fact;
  /** The claim in the statement's own language where there is one, and in the base's first; or the statement. */
  readonly texts: readonly [Statement, ...Statement[]];
  /** Whether it is a statement: shorter than a claim, so that more of it must be said. */
  readonly says: boolean;
  readonly figures: readonly Figure[];
  readonly moments: readonly Moment[];
  /** Whether the dates are the two ends of a time. */
  readonly ranges: boolean;
  /** Everybody and everything that the claim names, and whom it is about. */
  readonly names: ReadonlySet<EntityId>;
  /** Who may be named as saying it. */
  readonly speakers: ReadonlySet<EntityId>;
  /** Stems of names, and of questions that take the fact for granted. */
  readonly near: ReadonlySet<string>;
}

/** Reading a fact costs far more than comparing with it, and facts of a base never change. */
const known = new WeakMap<Fact, Map<string, readonly SourceClaim[]>>();

/** A fact's claim, and each statement that it bears out; empty when no claim is in a language that can be read. */
export function sourceClaims(fact: Fact, { tag }: Language, base: BaseView): readonly SourceClaim[] {
  const made = known.get(fact) ?? new Map<string, readonly SourceClaim[]>();
  const found = made.get(tag) ?? readFact(fact, tag, base);
  known.set(fact, made.set(tag, found));
  return found;
}

function readFact(fact: Fact, tag: string, base: BaseView): readonly SourceClaim[] {
  const claim = readClaim(fact, tag, base);
  if (!claim) return [];
  const first = base.facts.packs.get(fact.pack)?.languages[0] ?? 'en';
  const language = fact.wordings.get(tag)?.says ? tag : first;
  const near = new Set([...claim.near, ...claim.texts.flatMap((text) => wordsIn(text).map(({ stem }) => stem))]);
  const statements = (fact.wordings.get(language)?.says ?? []).flatMap((text) => parseIn(language, text, base) ?? []);
  return [
    claim,
    ...statements.map((text): SourceClaim => {
      const statement = stated(text, base.facts);
      return { ...claim, texts: [statement], says: true, near, ranges: isRange(statement) };
    }),
  ];
}

function readClaim(fact: Fact, tag: string, base: BaseView): SourceClaim | undefined {
  const { facts, retriever } = base;
  const first = facts.packs.get(fact.pack)?.languages[0] ?? 'en';
  const [primary, ...others] = [...new Set([tag, first])].flatMap((one) => {
    const text = parseIn(one, fact.wordings.get(one)?.claim, base);
    return text ? stated(text, facts) : [];
  });
  if (!primary) return undefined;
  const texts = [primary, ...others] as const;
  const items = texts.flatMap((text) => text.items);
  const figures = items.flatMap((item) => (item.kind === 'figure' ? [item.figure] : []));
  const moments = items.flatMap((item) => (item.kind === 'moment' ? [item.moment] : []));
  const period = fact.period ? [fact.period.from, fact.period.to ?? fact.period.from].map(momentOf) : [];
  const publishers = fact.cites.flatMap(({ source }) => {
    const publisher = facts.sources.get(source)?.publisher;
    return (publisher === undefined ? undefined : retriever.lexicon.named(fold(publisher))) ?? [];
  });
  return {
    fact,
    texts,
    says: false,
    figures: withAmount(figures, fact.amount?.usd),
    moments: moments.length > 0 ? withYears(moments) : period,
    ranges: isRange(primary),
    names: new Set([...texts.flatMap(namesIn), ...fact.about]),
    speakers: new Set([...texts.flatMap(speakersIn), ...publishers]),
    near: nearTo(fact, primary, base),
  };
}

function parseIn(tag: string, text: string | undefined, { languages, retriever }: BaseView): ParsedText | undefined {
  const language = languages.find((one) => one.tag === tag);
  return text === undefined || !language ? undefined : parseText(text, language, retriever.lexicon);
}

function withAmount(figures: readonly Figure[], usd: number | undefined): readonly Figure[] {
  if (usd === undefined || figures.some(({ value }) => value === usd)) return figures;
  return [...figures, { value: usd, unit: 'usd', bound: 'about', scale: 1, digits: String(usd) }];
}

/** `in July 2018; reported on 19 July`: a year holds for the dates after it. */
function withYears(moments: readonly Moment[]): readonly Moment[] {
  let year: number | undefined;
  return moments.map((moment) => {
    year = moment.year ?? year;
    return year === undefined ? moment : { ...moment, year };
  });
}

/** `from 2018 to July 2024`, `for the years 2005 to 2020`: two dates with nothing but a word between them. */
function isRange({ items }: ParsedText): boolean {
  return items.some(
    (item, at) => item.kind === 'moment' && items[at + 2]?.kind === 'moment' && items[at + 1]?.kind === 'word',
  );
}

function nearTo(fact: Fact, primary: ParsedText, base: BaseView): ReadonlySet<string> {
  const { lexicon } = base.retriever;
  const names = [...fact.about, ...namesIn(primary)].flatMap((id) => {
    const { name = '', aliases = [] } = base.facts.entities.get(id) ?? {};
    return fold([name, ...aliases].join(' ')).split(' ');
  });
  const presumed = [...fact.wordings].flatMap(([tag, { questions }]) =>
    questions.flatMap((question) => presumedBy(question, parseIn(tag, question, base))),
  );
  return new Set([...names.map((word) => lexicon.stem(word, lexicon.language)), ...presumed]);
}

/** Stems of a question that takes for granted what it asks about; none of one that asks whether it is so. */
function presumedBy(question: string, text: ParsedText | undefined): readonly string[] {
  const [first = ''] = fold(question).split(' ');
  return text?.grammar.asking.has(first) ? wordsIn(text).map(({ stem }) => stem) : [];
}

interface Accounted {
  readonly how: 'held' | 'near' | 'not';
  /** The words of the claim, where it is held. */
  readonly by: readonly Word[];
}

/** Each aspect asks the same of a word. */
const accounted = new WeakMap<Word, WeakMap<SourceClaim, Accounted>>();

/** How a claim accounts for a word: it holds it, or one that means the same; only a name in it or a question about it does;
    or nothing does. */
export function matchWord(word: Word, said: ParsedText, source: SourceClaim): Accounted {
  const known = accounted.get(word) ?? new WeakMap<SourceClaim, Accounted>();
  accounted.set(word, known);
  const found = known.get(source) ?? accountFor(word, said, source);
  known.set(source, found);
  return found;
}

function accountFor(word: Word, said: ParsedText, { texts, near }: SourceClaim): Accounted {
  const by = texts.flatMap((text) => wordsIn(text).filter((other) => meansSame(word, said, other, text)));
  if (by.length > 0) return { how: 'held', by };
  return { how: [word.word, word.stem, ...word.also].some((form) => near.has(form)) ? 'near' : 'not', by };
}

function meansSame(word: Word, said: ParsedText, other: Word, source: ParsedText): boolean {
  // `ceo` is `chief executive`, and no other chief.
  if (word.also.includes(other.stem)) {
    const stems = new Set(wordsIn(source).map(({ stem }) => stem));
    if (said.language !== source.language || word.also.every((one) => stems.has(one))) return true;
  }
  if (said.language !== source.language) {
    // The glossary's word may be worded otherwise in the claim. A listed form is like its stem to the end of the shorter.
    const { forms } = source.language;
    return groupsOf(other.word, source.grammar).some((group) =>
      [...group].some((one) => word.also.includes(forms.get(one) ?? one)),
    );
  }
  return (
    word.word === other.word ||
    (word.stem === other.stem && !other.small) ||
    [word.word, word.stem].some((form) =>
      groupsOf(form, said.grammar).some((group) => group.has(other.word) || group.has(other.stem)),
    )
  );
}

const groups = new WeakMap<Grammar, Map<string, ReadonlySet<string>[]>>();

/** The lists of words of one meaning that a word is in. */
function groupsOf(word: string, grammar: Grammar): readonly ReadonlySet<string>[] {
  const made = groups.get(grammar) ?? new Map<string, ReadonlySet<string>[]>();
  if (!groups.has(grammar)) {
    for (const group of grammar.same) for (const one of group) made.set(one, [...(made.get(one) ?? []), group]);
    groups.set(grammar, made);
  }
  return made.get(word) ?? [];
}
