import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { considerQuestion } from '../src/commands/ask.ts';
import { sentencesOf } from '../src/commands/check/statements.ts';
import { checkSentences } from '../src/commands/check/verdicts.ts';
import type { Answer } from '../src/core/answer.ts';
import type { Knowledge } from '../src/core/bot.ts';
import { dayOf } from '../src/core/dates.ts';
import type { Difference } from '../src/core/differences.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import type { Say } from '../src/core/language.ts';
import { plainText } from '../src/core/plain.ts';
import type { Context } from '../src/core/ports.ts';
import type { Match } from '../src/core/retriever.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { readTyped } from '../src/core/typed.ts';
import { formatCommand } from '../src/platforms/console/render.ts';
import { openStore } from '../src/store/index.ts';
import { shownBy } from './evaluation/messages.ts';
import { askLocally, localBot } from './local-bot.ts';
import { jsonIn, opened, print } from './opened.ts';

type Options = Readonly<Partial<Record<'json' | 'jsonl' | 'check' | 'why', true>>> & {
  readonly lang?: string;
  readonly as?: 'slack' | 'discord';
};

export function addAsk(to: Command): void {
  to.command('ask')
    .description('ask the real pipeline, without any platform')
    .argument('[question...]')
    .option('--json', 'print the answer as JSON')
    .option('--jsonl', 'read {"q","lang","thread"} a line, write {"q","outcome","shown","facts","score","ms"} a line')
    .option('--check', 'check the text as a message; with --jsonl read {"message","lang"} a line')
    .option('--why', 'print scores and reasons')
    .option('--lang <tag>', "the asker's language")
    .addOption(new Option('--as <platform>', 'print the payload that would be sent').choices(['slack', 'discord']))
    .action(async (words: string[], options: Options) => {
      const { knowledge } = await opened();
      if (options.jsonl) return (options.check ? checkLines : answerLines)(process.stdin, process.stdout, knowledge);
      const text = words.join(' ');
      if (options.why) print(explain(text, knowledge));
      const command = options.check ? 'check' : 'ask';
      const answer = await askLocally(localBot(knowledge), text, options.lang, command);
      if (options.as) print(await payload(answer, options.as, knowledge));
      else if (options.json) print(answerJson(answer, knowledge));
      else if (!options.why) print(answerText(answer, knowledge));
    });
}

/** The answer as a reader without any markup sees it, in its own language. */
export function answerText(answer: Answer, knowledge: Knowledge): string {
  return plainText(answer, sayOf(answer, knowledge), formatCommand);
}

function sayOf({ language }: Answer, { languages }: Knowledge): Say {
  return (languages.find(({ tag }) => tag === language) ?? languages[0]).say;
}

export function answerJson(answer: Answer, knowledge: Knowledge): string {
  return JSON.stringify({ ...answer, text: answerText(answer, knowledge) }, null, 2);
}

export async function payload(answer: Answer, platform: 'slack' | 'discord', knowledge: Knowledge): Promise<string> {
  const { slackForm, discordForm } = await import('./preview/payloads.ts');
  const { languages } = knowledge;
  const tools = { say: sayOf(answer, knowledge), languages, reader: answer.language, poster: '' };
  return JSON.stringify({ slack: slackForm, discord: discordForm }[platform](answer, 'private', tools)?.body, null, 2);
}

/** What a bot at a console knows when somebody asks in a language; in the first one when it has none such. */
export function contextOf(knowledge: Knowledge, tag?: LanguageTag): Context {
  const language = knowledge.languages.find((one) => one.tag === tag) ?? knowledge.languages[0];
  return {
    ...knowledge,
    everyPack: knowledge.facts.packs,
    language,
    settings: { ...DEFAULT_SETTINGS, language: language.tag },
    platform: 'console',
    store: openStore('memory:', DEFAULT_SETTINGS),
    today: dayOf(new Date()),
  };
}

export function explain(text: string, knowledge: Knowledge): string {
  const context = contextOf(knowledge);
  const { query, matches, decision } = considerQuestion(readTyped(text, context.retriever.lexicon).question, context);
  const told = (heading: string, all: readonly string[], sign = ', ') =>
    `${heading.padEnd(11)}${all.join(sign) || '-'}`;
  const terms = query.terms.map(({ typed, stem, also, small, known }) => {
    const more = [stem === typed ? '' : `(${stem})`, also.length > 0 ? `= ${also.join(', ')}` : ''];
    return [typed, ...more, small ? 'small' : '', known ? '' : 'unknown'].filter((part) => part !== '').join(' ');
  });
  const strangers = query.strangers.map(({ name, certain }) => (certain ? name : `${name}?`));
  const [best] = matches;
  const found = matches.flatMap(({ fact, score, coverage, unexplained, because }) => {
    const lacks = unexplained.length > 0 ? `  lacks ${unexplained.join(', ')}` : '';
    return [`${score.toFixed(3)}  covers ${coverage.toFixed(2)}  ${fact.id}${lacks}`, `         ${because}`];
  });
  return [
    told('language', [query.language.tag]),
    told('words', terms, ' | '),
    told('names', query.entities),
    told('strangers', strangers),
    told('asks for', query.asked),
    told('decision', [`${decision.kind}: ${decision.why.join('; ')}`]),
    ...(best ? [told('for', spoken(best, 1)), told('against', spoken(best, -1))] : []),
    ...found,
  ].join('\n');
}

/** What spoke for a match's probability, or against it: the five strongest, in log-odds. */
function spoken({ speaks }: Match, sign: 1 | -1): readonly string[] {
  return speaks
    .filter(({ value }) => value * sign > 0.005)
    .sort((a, b) => (b.value - a.value) * sign)
    .slice(0, 5)
    .map(({ name, value }) => `${name} ${value > 0 ? '+' : ''}${value.toFixed(2)}`);
}

/** A JSON object a line in, what `answer` makes of it a line out, in order; `{"error"}` for a line that can't be read. */
async function eachLine<Value>(
  input: Readable,
  output: Writable,
  schema: z.ZodType<Value>,
  example: string,
  answer: (value: Value) => object | Promise<object>,
): Promise<void> {
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue;
    const read = schema.safeParse(jsonIn(text));
    const given = read.success ? await answer(read.data) : { error: `write ${example} on one line` };
    output.write(`${JSON.stringify(given)}\n`);
  }
}

const lang = z.string().max(35).optional();
/** Lines of one thread are one conversation. */
const line = z.object({ q: z.string(), lang, thread: z.string().max(200).optional() });
const messageLine = z.object({ message: z.string(), lang });
const FACTS_A_LINE = 10;

/** `{"q","lang","thread"}` → `{"q","outcome","shown","facts","score","ms"}`, a line each. */
export function answerLines(input: Readable, output: Writable, knowledge: Knowledge): Promise<void> {
  const bot = localBot(knowledge);
  return eachLine(input, output, line, '{"q":"…","lang":"en"}', async ({ q, lang, thread }) => {
    const started = performance.now();
    const answer = await askLocally(bot, q, lang, 'ask', thread);
    const ms = Number((performance.now() - started).toFixed(3));
    const { outcome, score = 0 } = answer;
    const shown = outcome === 'answered' ? answer.facts : answer.shown;
    const facts = [...new Set([...answer.facts, ...answer.offered])].slice(0, FACTS_A_LINE);
    return { q, outcome, shown, facts, score, ms };
  });
}

/** `{"message","lang"}` → `{"message","sentences":[{"text","verdict","differs","facts"}]}`, a line each. */
export function checkLines(input: Readable, output: Writable, knowledge: Knowledge): Promise<void> {
  return eachLine(input, output, messageLine, '{"message":"…","lang":"en"}', ({ message, lang }) => {
    const context = contextOf(knowledge, lang);
    const checked = checkSentences(sentencesOf(message, context).sentences, context);
    const sentences = checked.map(({ text, verdict }) => ({
      text,
      verdict: verdict.kind,
      differs: verdict.kind === 'contradicted' ? verdict.differences.map(kindOfDifference) : [],
      facts: shownBy(verdict).map(({ id }) => id),
    }));
    return { message, sentences };
  });
}

const kindOfDifference = (one: Difference): string =>
  one.kind === 'direction' && (one.how === 'announced' || one.how === 'denied') ? one.how : one.kind;
