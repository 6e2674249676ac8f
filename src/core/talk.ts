import type { LanguageTag } from './fact.ts';
import { fold } from './text.ts';

export type Said = Readonly<Record<LanguageTag, readonly string[]>>;
export type Worded = Readonly<Record<LanguageTag, string>>;

const OF_SHOWN = ['sources', 'more', 'reply'] as const;
/** What may be said of what was shown last. `lead` begins a question of the same about another: `and …`; `pronouns`
    stand for what it was about, `companies` for a company in what is said here. */
export const FOLLOWING = [...OF_SHOWN, 'lead', 'pronouns', 'companies'] as const;
export type OfShown = (typeof OF_SHOWN)[number];

/** Something that people say to a bot and that asks for no fact, and what it replies. */
export interface Turn {
  readonly id: string;
  readonly says: Said;
  readonly reply: Worded;
  readonly press: readonly string[];
  /** A command that is run instead with the fact that was shown last, where there is one. */
  readonly run?: string | undefined;
  /** Only where nothing was shown before. */
  readonly alone?: boolean | undefined;
}

/** data/talk.yaml as it is written. */
export interface TalkFile {
  /** Words that do not matter beside a turn or before a command: `hey`, `please`. */
  readonly fillers: Said;
  /** `call`: a command and its text. */
  readonly buttons: Readonly<Record<string, { readonly call: string; readonly label: Worded }>>;
  readonly turns: readonly Turn[];
  readonly follow: Readonly<Record<(typeof FOLLOWING)[number], Said>>;
  /** Page of a dossier → what else asks for it. */
  readonly routes: Readonly<Record<string, Said>>;
}

export interface Talk extends Pick<TalkFile, 'buttons'> {
  readonly fillers: ReadonlySet<string>;
  turn(text: string): Turn | undefined;
  following(text: string): OfShown | undefined;
  readonly leads: readonly string[];
  readonly companies: readonly string[];
  readonly pronouns: ReadonlySet<string>;
  /** The page that words ask for, those of no meaning left out. */
  route(words: string): string | undefined;
}

export function openTalk(file: TalkFile): Talk {
  const fillers = new Set(phrasesOf(file.fillers));
  const bare = (text: string): string => {
    const words = spoken(text).split(' ');
    const rest = words.filter((word) => !fillers.has(word));
    return (rest.length > 0 ? rest : words.slice(0, 1)).join(' ');
  };
  const keyed = <Value>(entries: readonly (readonly [Said, Value])[]): ReadonlyMap<string, Value> =>
    new Map(entries.flatMap(([said, value]) => phrasesOf(said).map((phrase) => [bare(phrase), value] as const)));
  const turns = keyed(file.turns.map((turn) => [turn.says, turn]));
  const following = keyed(OF_SHOWN.map((kind) => [file.follow[kind], kind]));
  const pages = Object.entries(file.routes);
  const routes = new Map(pages.flatMap(([page, said]) => phrasesOf(said).map((phrase) => [phrase, page])));
  return {
    buttons: file.buttons,
    fillers,
    turn: (text) => turns.get(bare(text)),
    following: (text) => following.get(bare(text)),
    leads: phrasesOf(file.follow.lead).sort((a, b) => b.length - a.length),
    companies: phrasesOf(file.follow.companies),
    pronouns: new Set(phrasesOf(file.follow.pronouns)),
    route: (words) => routes.get(words),
  };
}

const phrasesOf = (said: Said): string[] => Object.values(said).flat().map(fold);

/** Folded, without codes of emoji, and with letters that somebody leant on as one: `hellooo :wave:`. */
function spoken(text: string): string {
  return fold(text.replace(/:[\w+-]+:/gu, ' ')).replace(/(\p{L})\1{2,}/gu, '$1');
}
