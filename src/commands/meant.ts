import { type Action, type Answer, button, note } from '../core/answer.ts';
import { compose } from '../core/compose.ts';
import { followUp } from '../core/follow-up.ts';
import type { Context } from '../core/ports.ts';
import type { Call } from '../core/question.ts';
import type { Query } from '../core/retriever.ts';
import type { Turn, Worded } from '../core/talk.ts';
import { cutTyped } from '../core/text.ts';
import { QUESTION_LIMIT } from '../core/typed.ts';
import { understand } from '../core/understand.ts';
import { companyOf } from './dossier/company.ts';
import { told } from './told.ts';

const LABEL = 60;
/** What every dossier has; another page is a topic of some. */
const PAGES: ReadonlySet<string> = new Set(['dossier', 'latest', 'timeline', 'sources', 'brands']);

/** What a text says that is no question of its own: small talk, another way to ask for a page, or what is read with what
    was shown last. `isClaimed`: whether it is answered as it stands. */
export function meantIn(text: string, context: Context, isClaimed: () => boolean): Answer | Call | undefined {
  const { talk, shown, languages, retriever } = context;
  if (!talk) return undefined;
  const typed = cutTyped(text, QUESTION_LIMIT);
  const isOfShown = shown !== undefined && talk.following(typed) !== undefined;
  const turn = isOfShown ? undefined : talk.turn(typed);
  const [last] = shown?.facts ?? [];
  if (turn && !(shown && turn.alone)) {
    return turn.run && last ? { command: turn.run, text: last } : replied(turn, context);
  }
  const query = understand(typed, languages, retriever.lexicon);
  const meant = (isOfShown ? undefined : pageIn(query, context)) ?? followUp(typed, query, context, isClaimed);
  if (!meant || !('near' in meant)) return meant;
  return compose({ kind: 'nearest', best: meant.near, next: [], lacks: [], why: [] }, context);
}

function replied({ reply, press }: Turn, context: Context): Answer {
  const { talk, retriever, language } = context;
  const said = (worded: Worded): string => worded[language.tag] ?? worded['en'] ?? '';
  const actions = press.flatMap((name): readonly Action[] => {
    const pressed = talk?.buttons[name];
    if (pressed) {
      const [command = '', ...rest] = pressed.call.split(' ');
      return [button(said(pressed.label), command, rest.join(' '))];
    }
    const [question] = retriever.suggest('', 'questions', 1, language.tag);
    return question !== undefined && question.length <= LABEL ? [button(question, 'ask', question)] : [];
  });
  const [heading = '', ...more] = said(reply).split(/(?<=[.?!]) /u);
  return told(context, heading, more.length > 0 ? [note(more.join(' '))] : [], { actions });
}

/** The page of a dossier that is asked for in other words than the command's: `timeline of …`, `what happened in 2025`. */
function pageIn(query: Query, { talk, shown, languages, facts }: Context): Call | undefined {
  const small = (word: string): boolean => languages.some((language) => language.small.has(word));
  const rest = query.terms.filter(({ entity }) => entity === undefined).map(({ typed }) => typed);
  const page = talk?.route(rest.filter((word) => !small(word) && !/^\d{4}$/.test(word)).join(' '));
  if (page === undefined || query.strangers.some(({ certain }) => certain)) return undefined;
  if (query.asked.some((kind) => kind !== 'definition') || query.entities.length > 1) return undefined;
  const [id = shown?.subject] = query.entities;
  const company = id === undefined ? undefined : companyOf(id, facts);
  const [year] = query.years;
  const word = year === undefined ? page : String(year);
  if (!company) return id === undefined && page === 'latest' ? { command: 'boycott', text: word } : undefined;
  const held = company.pack && (PAGES.has(page) || company.pack.topics.some((topic) => topic.id === page));
  if (!held) return undefined;
  return { command: 'boycott', text: page === 'dossier' ? company.company.id : `${company.company.id} ${word}` };
}
