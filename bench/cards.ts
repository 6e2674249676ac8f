import { percentile } from '../editor/evaluation/measures.ts';
import { askLocally, localBot } from '../editor/local-bot.ts';
import { commandCards } from '../src/commands/index.ts';
import { type Answer, addressOf, type Passage } from '../src/core/answer.ts';
import { controlsOf } from '../src/core/controls.ts';
import { formatCommandWith, renderAnswer } from '../src/platforms/slack/render.ts';
import { realBase } from './corpora.ts';
import type { Part, Row } from './figures.ts';

/* The words that Slack shows of each kind of reply, without its buttons; and how many buttons and menus stand below. */

/** At most so many words: at the middle of a kind, and of nine in ten. */
const GOALS: Readonly<Record<string, readonly [median: number, most: number]>> = {
  'answer with its sources': [75, 120],
  'what is the UIP?': [90, 90],
  '/boycott salesforce': [150, 150],
  dossier: [150, 150],
  choice: [45, 45],
  refusal: [25, 25],
  help: [60, 60],
};
export async function measureCards(): Promise<readonly Part[]> {
  const { knowledge, asked } = await realBase();
  const bot = localBot(knowledge);
  const { facts, languages } = knowledge;
  const [language] = languages;
  const formatCommand = formatCommandWith(commandCards({}, languages));
  /** The texts of the message that Slack would get, without its buttons. */
  const shownBy = (answer: Answer): string => {
    const { blocks } = renderAnswer(answer, language.say, { formatCommand, postable: true });
    const json = JSON.stringify(blocks.filter(({ type }) => type !== 'actions'));
    return [...json.matchAll(/"text":"((?:[^"\\]|\\.)*)"/gu)].map(([, text]) => text).join(' ');
  };
  const say = async (command: string, text: string): Promise<Answer> => {
    const answer = await askLocally(bot, text, language.tag, command);
    if (answer.outcome === 'failed') throw new Error(`cards: ${command} ${text} failed`);
    return answer;
  };
  const own = asked.filter((one) => one.language === language.tag).map(({ text }) => say('ask', text));
  const questions = await Promise.all(own);
  const replies = questions.filter(({ share }) => share?.command !== 'boycott');
  const of = (kind: Answer['outcome']): readonly Answer[] => replies.filter(({ outcome }) => outcome === kind);
  const standing = [...facts.facts.values()].filter(({ status }) => status !== 'withdrawn');
  const companies = [...facts.packs.values()].map(({ company }) => company);
  const kinds: Readonly<Record<string, readonly Answer[]>> = {
    'answer with its sources': await Promise.all(standing.map(({ id }) => say('fact', id))),
    'answer to a question': [...of('answered'), ...of('nearest')],
    'what is the UIP?': [await say('ask', 'what is the UIP?')],
    '/boycott salesforce': [await say('boycott', 'salesforce')],
    dossier: await Promise.all(companies.map((id) => say('boycott', id))),
    timeline: await Promise.all(companies.map((id) => say('boycott', `${id} timeline`))),
    choice: of('choose'),
    refusal: of('unknown'),
    help: [await say('help', '')],
    details: await Promise.all(standing.map(({ id }) => say('details', id))),
  };
  const rows = Object.entries(kinds).map(([what, answers]): Row => {
    const words = answers.map((one) => shownBy(one).match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0);
    const all = answers.map((answer) => controlsOf(answer, language.say, true));
    const controls = all.map(({ buttons, menu }) => buttons.length + (menu ? 1 : 0));
    const [median, most] = GOALS[what] ?? [];
    return {
      what,
      replies: answers.length,
      'words p50': percentile(words, 0.5),
      'at most ': median ?? '',
      'words p90': percentile(words, 0.9),
      'at most': most ?? '',
      'buttons and menus, most': Math.max(...controls),
      'claims without a link': answers.reduce((sum, answer) => sum + unlinked(answer), 0),
    };
  });
  const links = 'claims without a link: passages that show a fact and point at no source with an address.';
  return [{ part: 'cards', rows, notes: ['At most 4 buttons and menus are wanted below a card.', links] }];
}

/** Passages that claim something without a source that somebody can open. */
function unlinked({ body, citations }: Answer): number {
  const linked = new Set(citations.flatMap((one) => (addressOf(one) === undefined ? [] : one.number)));
  const isLinked = ({ lines }: Passage) => lines.flat().some((span) => span.kind === 'cite' && linked.has(span.number));
  return body.filter((passage) => passage.facts.length > 0 && !isLinked(passage)).length;
}
