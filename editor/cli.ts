import { Command } from 'commander';
import { addSite } from '../site/command.ts';
import { DEFAULT_STORE_URL, readConfig } from '../src/config.ts';
import { dayOf } from '../src/core/dates.ts';
import { BotError } from '../src/core/errors.ts';
import { addAsk, contextOf } from './ask.ts';
import { build } from './build.ts';
import { addDoctor } from './doctor/index.ts';
import { converse, formatConversed, loadConversations } from './evaluation/conversations.ts';
import { type CorpusOptions, evaluateCorpus, formatCorpusEvaluated } from './evaluation/corpus.ts';
import { belowFloors, evaluate, formatEvaluated, formatRanking } from './evaluation/evaluate.ts';
import { belowMessageFloors, checkMessages, formatMessages, loadMessages } from './evaluation/messages.ts';
import { loadEvaluation } from './evaluation/questions.ts';
import { evaluateRanking, reliability } from './evaluation/ranking.ts';
import { feedbackIn, formatFeedback } from './feedback.ts';
import { addLinks } from './links/command.ts';
import { addLint } from './lint/command.ts';
import { localBot } from './local-bot.ts';
import { addNew } from './new/command.ts';
import { opened, print } from './opened.ts';
import { addPreview } from './preview/command.ts';
import { addCorrections, addCoverage } from './review/reports.ts';
import { writeSchemas } from './schema/json-schema.ts';
import { addExport } from './table/export.ts';
import { addImport } from './table/import.ts';

const program = new Command('receipts').description('For editors and developers; the bot itself is `npm start`.');

addAsk(program);

program
  .command('eval')
  .description('measure retrieval on the questions that are never indexed, or on any corpus')
  .option('--verbose', 'print every question that went wrong')
  .option('--every <n>', 'ask one in n of the questions about companies that are not held', '1')
  .option('--wordings <n>', 'only rank, with the first n wordings of every fact indexed')
  .option('--mixed', 'with --wordings: cut every second fact to so many, and count the questions of those')
  .option('--reliability', 'only compare how probable an answer is said to be with how often it is right')
  .option('--conversations', 'only count the follow-ups of whole conversations')
  .option('--messages', 'only check the messages: what matches, what differs, and what falsely so')
  .option('--corpus <dir>', 'measure the engine on the docs.jsonl and queries.jsonl of a folder instead')
  .option('--queries <file>', 'with --corpus: the questions, instead of its queries.jsonl')
  .option('--json', 'with --corpus: print one JSON object and nothing else')
  .option('--lang <tag>', 'with --corpus: its language; "en" when left out')
  .option('--perturb', 'with --corpus: ask with slips of the keyboard, lost words, no capitals, no punctuation')
  .action(async (options: EvalOptions) => {
    const { corpus, json } = options;
    if (corpus === undefined) return evaluateBase(options);
    const evaluated = evaluateCorpus({ ...options, corpus }, (await opened()).knowledge.languages);
    print(json ? JSON.stringify(evaluated) : formatCorpusEvaluated(evaluated));
  });

type Switch = 'verbose' | 'reliability' | 'conversations' | 'messages' | 'json' | 'mixed';
type EvalOptions = Partial<CorpusOptions & Readonly<Record<Switch, true> & Record<'wordings' | 'every', string>>>;

async function evaluateBase(options: EvalOptions): Promise<void> {
  const stray = (['queries', 'json', 'lang', 'perturb'] as const).find((name) => options[name]);
  if (stray)
    throw new BotError('bad_config', `--${stray} needs --corpus`, 'Add --corpus and a folder with docs.jsonl.');
  const { knowledge, dir } = await opened();
  const { facts, languages } = knowledge;
  const { verbose = false, wordings, mixed = false } = options;
  if (options.conversations)
    return print(formatConversed(await converse(localBot(knowledge), loadConversations(dir, facts)), verbose));
  const evaluation = loadEvaluation(dir, facts);
  if (options.reliability) return print(reliability(facts, languages, evaluation));
  if (wordings !== undefined || mixed) {
    const indexed = { wordings: Number(wordings) || 3, mixed };
    return print(formatRanking(evaluateRanking(facts, languages, evaluation, indexed)));
  }
  const messages = checkMessages(loadMessages(dir, facts), (tag) => contextOf(knowledge, tag));
  if (options.messages) return print(formatMessages(messages, verbose));
  const evaluated = await evaluate(knowledge, evaluation, Math.max(1, Number(options.every) || 1));
  print(formatEvaluated(evaluated, verbose));
  print(`\nmessages checked:\n${formatMessages(messages, verbose)}`);
  const below = [...belowFloors(evaluated), ...belowMessageFloors(messages)];
  if (below.length === 0) return;
  print(`\nbelow what must hold: ${below.join('; ')}`);
  process.exitCode = 1;
}

const facts = program.command('facts').description('for editors: write, check and look at facts');
for (const add of [addNew, addPreview, addLint, addCoverage, addLinks, addCorrections, addImport, addExport])
  add(facts);
addLint(program, { quick: true });
addDoctor(program);
addSite(program);

program
  .command('build')
  .description('write dist/: the bot and its facts, compiled; `npm run serve` starts it')
  .action(async () => print(await build(readConfig())));

program
  .command('fit')
  .description('fit the weights of the search anew, on the questions marked tune')
  .action(async () => {
    const { knowledge, dir } = await opened();
    const { fit } = await import('./fit/fit.ts');
    print(fit(knowledge, loadEvaluation(dir, knowledge.facts), dayOf(new Date()), print));
  });

program
  .command('schema')
  .description('write data/schema, which editors complete from')
  .action(() => {
    for (const file of writeSchemas(readConfig().dataDir)) print(file);
  });

program
  .command('feedback')
  .description('how often readers said that something is wrong with a fact, most often first')
  .option('--json', 'print one JSON array and nothing else')
  .action(async ({ json }: { readonly json?: true }) => {
    const counted = await feedbackIn(readConfig().storeUrl ?? DEFAULT_STORE_URL);
    print(json ? JSON.stringify(counted, null, 2) : formatFeedback(counted));
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof BotError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
  process.exitCode = 1;
}
