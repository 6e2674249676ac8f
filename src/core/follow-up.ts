import { isOfYear } from './dates.ts';
import type { Entity, Fact } from './fact.ts';
import type { AnswerType } from './language.ts';
import { questionOf } from './passage.ts';
import type { Context, Shown } from './ports.ts';
import type { Call } from './question.ts';
import type { Match, Query, Term } from './retriever.ts';
import { holdsFigure, holdsMoney, isCompany } from './subjects.ts';
import type { OfShown, Talk } from './talk.ts';
import { understand } from './understand.ts';

/** Words of meaning from which a question that is claimed on its own needs no conversation. */
const OWN = 3;
/** Words of meaning up to which a question without a subject is read with the last one, though nothing in it points back. */
const BRIEF = 2;
/** Words of what was shown that are read beside a question without any of its own. */
const TOPIC = 6;
/** Facts that are looked at for one that fits. */
const LOOKED_AT = 20;

interface Conversation {
  readonly shown: Shown;
  readonly talk: Talk;
  readonly context: Context;
  readonly subject: Entity;
  readonly fact: Fact | undefined;
}

/** `near`: the fact that is nearest to what is asked of what was shown last, and does not surely answer it. */
type Meant = Call | { readonly near: Match } | undefined;

/** What a question asks when it is read with what was shown last; undefined when it is to be read as it stands.
    `isClaimed`: whether it is claimed as it stands; asked only where that decides. Pure. */
export function followUp(text: string, query: Query, context: Context, isClaimed: () => boolean): Meant {
  const { talk, shown, facts } = context;
  const subject = shown && facts.entities.get(shown.subject);
  if (!talk || !shown || !subject) return undefined;
  const [fact] = shown.facts.flatMap((id) => facts.facts.get(id) ?? []);
  const conversation = { shown, talk, context, subject, fact };
  const { rest } = withoutLead(query, talk);
  const kind =
    talk.following(text) ??
    talk.following(rest.map((term) => term.typed).join(' ')) ??
    askedOfCompany(query, conversation);
  return kind ? ofWhatWasShown(kind, conversation) : readWith(query, conversation, isClaimed);
}

/** `what did Salesforce say?` of a fact about it. */
function askedOfCompany(query: Query, { talk, fact }: Conversation): OfShown | undefined {
  const [id, ...others] = query.entities;
  if (id === undefined || others.length > 0 || !fact?.about.includes(id)) return undefined;
  const words = query.terms.filter(({ entity }, at) => entity !== id || query.terms[at - 1]?.entity !== id);
  const said = (name: string): string => words.map(({ typed, entity }) => (entity === id ? name : typed)).join(' ');
  return talk.companies.map((name) => talk.following(said(name))).find((kind) => kind !== undefined);
}

function ofWhatWasShown(kind: OfShown, { fact, subject, shown, context }: Conversation): Call {
  if (!fact) return { command: 'boycott', text: `${subject.id} ${PAGE[kind]}` };
  if (kind === 'sources') return { command: 'details', text: fact.id };
  const [reply] = fact.reply && 'facts' in fact.reply ? fact.reply.facts : [fact.id];
  const next = context.retriever.neighbours(fact.id, 4).find((id) => !shown.facts.includes(id));
  return { command: 'fact', text: (kind === 'reply' ? reply : next) ?? fact.id };
}

const PAGE = { sources: 'sources', more: 'latest', reply: 'response' } as const;

function readWith(query: Query, conversation: Conversation, isClaimed: () => boolean): Meant {
  const { talk, subject, fact, context } = conversation;
  const { rest, led } = withoutLead(query, talk);
  const refers = rest.some((term) => talk.pronouns.has(term.typed));
  if (query.strangers.some(({ certain }) => certain || !refers)) return undefined;
  const named = rest.flatMap((term) => nameIn(term, context) ?? []);
  const other = named.at(-1);
  const meaning = rest.filter((term) => carries(term, conversation));
  if (other && other.id !== subject.id && led && meaning.length === 0) return sameOf(other, rest, query, conversation);
  if (named.some(({ kind }) => kind !== 'agency')) return undefined;
  if (query.years.length > 0 && meaning.length === 0 && named.length === 0 && fact) {
    const same = topicOf(fact, conversation).filter((term) => !isYear(term));
    const isOfThen = ({ fact: { period } }: Match): boolean => period !== undefined && isOfYear(query.years, period);
    return found([...rest, ...same], [subject], conversation, isOfThen);
  }
  if (meaning.length >= OWN && isClaimed()) return undefined;
  const brief = named.length === 0 && meaning.length <= BRIEF && meaning.length + query.asked.length > 0;
  if (!refers && !led && !brief) return undefined;
  const words = rest.filter((term) => !talk.pronouns.has(term.typed));
  const topic = fact ? topicOf(fact, conversation).slice(0, TOPIC) : [];
  if (meaning.length > 0) {
    const explains = ({ unexplained }: Match): boolean => !meaning.some((term) => unexplained.includes(term.typed));
    const call = found(words, [...named, subject], conversation, explains);
    if (!('command' in call) || call.command !== 'ask') return call;
    // What points back is about what was shown, though nothing that is held explains it.
    if (refers && fact) {
      const [near] = matches([...words, ...topic], [...named, subject], context);
      return near ? { near } : call;
    }
    // Nothing points back, and of some of its words nothing is held: it may be about anything.
    return led || meaning.every((term) => term.known) ? call : undefined;
  }
  if (!fact && query.asked.includes('reason')) return { command: 'boycott', text: subject.id };
  const tells = (one: Fact): boolean => query.asked.every((kind) => TELLS[kind]?.(one) ?? false);
  if (fact && query.asked.length > 0 && tells(fact)) return { command: 'fact', text: fact.id };
  return found([...words, ...topic], [...named, subject], conversation, (match) => tells(match.fact));
}

/** Whether a fact tells what is asked for, where that can be seen. */
const TELLS: Partial<Record<AnswerType, (fact: Fact) => boolean>> = {
  amount: holdsMoney,
  count: holdsFigure,
  date: ({ period }) => period !== undefined,
};

const isYear = ({ typed }: Term): boolean => /^\d{4}$/.test(typed);

/** The same of another: the question of what was shown, with the other's name where those of its kind stood. */
function sameOf(other: Entity, rest: readonly Term[], query: Query, conversation: Conversation) {
  const { fact, subject, context } = conversation;
  const aside = isCompany(other) || !isCompany(subject) ? [other] : [other, subject];
  if (!fact) return isCompany(other) ? { command: 'boycott', text: other.id } : ask(rest, aside);
  const alike = isCompany(other) === isCompany(subject);
  if (alike && subject.definedBy === fact.id && other.definedBy) return { command: 'fact', text: other.definedBy };
  const same = topicOf(fact, conversation).filter((term) => {
    const entity = nameIn(term, context);
    const isReplaced = entity && (entity.id === subject.id || isCompany(entity) === isCompany(other));
    return !isReplaced && !isYear(term);
  });
  const asking = query.asked.length > 0 ? rest.filter((term) => nameIn(term, context) === undefined) : [];
  return found([...asking, ...same], aside, conversation, () => true);
}

/** The best fact that is about all of these and that fits: one on the topic of what was shown, else one of the pack of who
    is asked about; only the nearest where it is on another topic and leaves words unexplained. Where there is none it is
    asked as any question. */
function found(
  words: readonly Term[],
  about: readonly Entity[],
  { context, fact }: Conversation,
  fits: (match: Match) => boolean,
): NonNullable<Meant> {
  const fitting = matches(words, about, context).filter(fits);
  const onTopic = fitting.find((match) => match.fact.topic === fact?.topic && match.fact.pack === fact.pack);
  const owner = ({ pack }: Fact) => context.facts.packs.get(pack)?.company;
  const ofOwn = fitting.find((match) => about.some(({ id }) => id === owner(match.fact)));
  const best = onTopic ?? ofOwn ?? fitting[0];
  if (!best) return ask(words, about);
  return best === onTopic || best.unexplained.length === 0 ? { command: 'fact', text: best.fact.id } : { near: best };
}

function matches(words: readonly Term[], about: readonly Entity[], { languages, retriever }: Context) {
  const query = understand(ask(words, about).text, languages, retriever.lexicon);
  return retriever.search(query, LOOKED_AT).filter((match) => about.every(({ id }) => match.fact.about.includes(id)));
}

function ask(terms: readonly Term[], about: readonly Entity[]): Call {
  const words = terms.map((term) => term.typed);
  return { command: 'ask', text: [...words, ...about.map(({ name }) => name)].join(' ') };
}

/** The words of meaning of a fact's own question. */
function topicOf(fact: Fact, { context, subject }: Conversation): readonly Term[] {
  const { facts, language, languages, retriever } = context;
  const question = questionOf(fact, facts, language.tag);
  const { terms } = understand(question, languages, retriever.lexicon);
  return terms.filter((term) => !term.small && term.entity !== subject.id);
}

/** The entity that a word names, or that the glossary says it means: `border patrol`. */
function nameIn(term: Term, { facts, retriever }: Context): Entity | undefined {
  const id = term.entity ?? term.also.map((word) => retriever.lexicon.named(word)).find((one) => one !== undefined);
  return id === undefined ? undefined : facts.entities.get(id);
}

function carries(term: Term, { talk, context }: Conversation): boolean {
  const small = term.small || context.languages.some((language) => language.small.has(term.typed));
  const asks = context.languages.some((language) => language.asks.has(term.typed));
  return !small && !asks && !talk.pronouns.has(term.typed) && !isYear(term) && nameIn(term, context) === undefined;
}

/** The words after what such a question begins with: `and`, `what about`. */
function withoutLead({ terms }: Query, { leads }: Talk): { readonly rest: readonly Term[]; readonly led: boolean } {
  let rest = terms;
  const leadOf = () => leads.find((lead) => `${rest.map(({ typed }) => typed).join(' ')} `.startsWith(`${lead} `));
  for (let lead = leadOf(); lead !== undefined; lead = leadOf()) rest = rest.slice(lead.split(' ').length);
  return { rest, led: rest.length < terms.length };
}
