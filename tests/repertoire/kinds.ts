import { commands } from '../../src/commands/index.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { Command } from '../../src/core/command.ts';
import { companiesByWeight } from '../../src/core/compose.ts';
import type { Entity, Fact, LanguageTag, Pack } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import type { Call } from '../../src/core/question.ts';

/** One thing said to the bot on the base that is really served. */
export interface Occasion {
  /** `boycott: a brand`. */
  readonly name: string;
  readonly call: Call;
  /** What the answer should be worded in. */
  readonly language: LanguageTag;
}

/** What examples are picked from. */
interface Base {
  readonly knowledge: Knowledge;
  readonly language: LanguageTag;
  /** The weightiest company, and the pack that is about it. */
  readonly company: Entity;
  readonly pack: Pack;
  /** Facts of that pack that stand, the weightiest first. */
  readonly facts: readonly Fact[];
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Every kind of reply to a command: what to type, by the name of the kind. A kind of which the base has no example is
    undefined. Commands that take nothing or an id need no entry. */
const KINDS: Readonly<Record<string, (base: Base) => Texts>> = {
  boycott: ({ company, pack, knowledge: { facts } }) => {
    const brand = [...facts.entities.values()].find((one) => one.ownedBy === company.id);
    const told = new Set([...facts.packs.values()].map((one) => one.company));
    const another = companiesByWeight(facts).find((one) => one.id !== company.id);
    const packless = [...facts.facts.values()]
      .flatMap((fact) => fact.about.flatMap((id) => facts.entities.get(id) ?? []))
      .find((one) => one.kind === 'company' && !told.has(one.id) && one.ownedBy === undefined);
    return {
      'a company': company.name,
      'a brand': brand?.name,
      'another company': another?.name,
      'a company without a dossier': packless?.name,
      'a topic': `${company.id} ${pack.topics[0]?.id ?? ''}`,
      'a timeline': `${company.id} timeline`,
      'a second page': `${company.id} timeline 2`,
      sources: `${company.id} sources`,
      brands: `${company.id} brands`,
      'all companies': 'list',
      'a name that is not held': 'acme widgets',
      'a question': 'what is the UIP?',
    };
  },
  ask: ({ facts, company, language, knowledge }) => {
    const asked = (fact: Fact | undefined): string | undefined => fact && questionOf(fact, knowledge.facts, language);
    return {
      'a fact': asked(facts[0]),
      'facts that disagree': asked(facts.find((one) => one.disagreesWith.length > 0)),
      'a figure': asked(facts.find((one) => one.amount)),
      'the company’s own words': asked(facts.find((one) => one.kind === 'company-statement')),
      'no reply found': asked(facts.find((one) => one.reply && 'noneFound' in one.reply)),
      'a company': company.name,
      'two that fit': 'what are steampunk’s contracts with cbp worth',
      'the nearest': 'how many people resigned at salesforce',
      'nothing like it': 'what is the weather?',
      'a false premise': 'didn’t ICE pay the $148.5 million?',
      'a company that is not held': 'is google listed for boycott?',
      'another language': '¿cuántos empleados firmaron la carta de 2018?',
      nothing: '',
    };
  },
  check: ({ knowledge, language }) => ({
    ...Object.fromEntries(messages(knowledge, language).map(({ name, text }) => [name, text])),
    nothing: '',
  }),
  settings: () => ({
    itself: '',
    'a change': 'posting admins',
    'something else': 'posting maybe',
    pause: 'pause',
  }),
  schedule: ({ company }) => ({
    itself: '',
    'a card every weekday': `${company.id} weekdays 09:00 America/New_York`,
    'no such day': `${company.id} someday`,
    off: 'off',
  }),
  forget: () => ({ itself: '', confirmed: 'everything' }),
};

/** Every kind of reply, in a language, each with a call that gets it. A command that nothing is known of is left out:
    `missing` names it. */
export function kinds(knowledge: Knowledge, language: LanguageTag): readonly Occasion[] {
  const base = baseOf(knowledge, language);
  return commands.flatMap((command) =>
    Object.entries(textsOf(command, base)).flatMap(([kind, text]) =>
      text === undefined ? [] : [{ name: `${command.name}: ${kind}`, call: { command: command.name, text }, language }],
    ),
  );
}

/** What is lacking here, in words: commands of which no kind is named, and names that no command has. */
export function missing(all: readonly Command[]): readonly string[] {
  const unnamed = all.filter(({ name, takes }) => takes !== 'nothing' && takes !== 'id' && !KINDS[name]);
  const unknown = Object.keys(KINDS).filter((name) => !all.some((command) => command.name === name));
  return [
    ...unnamed.map(({ name }) => `tests/repertoire/kinds.ts names no kind of reply to the command ${name}`),
    ...unknown.map((name) => `tests/repertoire/kinds.ts names kinds of ${name}, which is no command`),
  ];
}

function textsOf(command: Command, base: Base): Texts {
  const [fact] = base.facts;
  const corrected = base.facts.find((one) => one.corrections.length > 0);
  const named = KINDS[command.name];
  if (named) return named(base);
  if (command.takes === 'nothing') return { itself: '' };
  return {
    'an id': fact?.id,
    'a corrected fact': corrected?.id,
    'an unknown id': `${base.pack.id}.no-such-fact`,
    nothing: '',
  };
}

function baseOf(knowledge: Knowledge, language: LanguageTag): Base {
  const { facts } = knowledge;
  const [weightiest] = companiesByWeight(facts);
  const company = weightiest && facts.entities.get(weightiest.id);
  const pack = [...facts.packs.values()].find((one) => one.company === company?.id);
  if (!company || !pack) throw new Error('the base holds no company');
  const standing = [...facts.facts.values()]
    .filter((fact) => fact.pack === pack.id && fact.status !== 'withdrawn')
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return { knowledge, language, company, pack, facts: standing };
}

/** Messages of other people, as somebody may want them checked: what a fact says, the same with another number, and
    something that nothing is known of. */
export function messages(
  knowledge: Knowledge,
  language: LanguageTag,
): readonly { readonly name: string; readonly text: string }[] {
  const { facts } = baseOf(knowledge, language);
  const claims = facts.flatMap((fact) => fact.wordings.get(language)?.claim ?? fact.wordings.get('en')?.claim ?? []);
  const [first = ''] = claims;
  const counted = claims.find((claim) => /\d/u.test(claim)) ?? first;
  return [
    { name: 'a claim', text: first },
    { name: 'a wrong number', text: counted.replace(/\d+/u, (number) => String(Number(number) + 1)) },
    { name: 'several sentences', text: claims.slice(0, 4).join(' ') },
    { name: 'small talk', text: 'lunch at noon?' },
  ];
}
