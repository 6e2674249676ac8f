import { Command, Option } from 'commander';
import { addSite } from '../site/command.ts';
import { DEFAULT_STORE_URL, readConfig } from '../src/config.ts';
import { dayOf } from '../src/core/dates.ts';
import { BotError } from '../src/core/errors.ts';
import { answerJson, answerLines, answerText, explain, payload } from './ask.ts';
import { build } from './build.ts';
import { addDoctor } from './doctor/index.ts';
import { belowFloors, evaluate, formatEvaluated } from './evaluation/evaluate.ts';
import { type CorpusOptions, evaluateFolder, formatCorpusEvaluated } from './evaluation/evaluate-corpus.ts';
import { loadEvaluation } from './evaluation/questions.ts';
import { factsCommand } from './facts-command.ts';
import { feedbackIn, formatFeedback } from './feedback.ts';
import { addLint } from './lint/command.ts';
import { askLocally, localBot } from './local-bot.ts';
import { missingPackage } from './missing-package.ts';
import { opened, print } from './opened.ts';
import { registerOnDiscord } from './register.ts';
import { replay } from './replay/index.ts';
import { writeSchemas } from './schema/json-schema.ts';

const program = new Command('receipts').description(
  'For editors and developers; the bot itself is `npm start`.',
);

program
  .command('ask')
  .description('ask the real pipeline, without any platform')
  .argument('[question...]')
  .option('--json', 'print the answer as JSON')
  .option('--jsonl', 'read {"q","lang"} a line and write {"q","outcome","facts","score","ms"} a line')
  .option('--why', 'print scores and reasons')
  .option('--lang <tag>', "the asker's language")
  .addOption(
    new Option('--as <platform>', 'print the payload that would be sent').choices(['slack', 'discord']),
  )
  .action(async (words: string[], options: AskOptions) => {
    const { knowledge } = await opened();
    if (options.jsonl) return answerLines(process.stdin, process.stdout, knowledge);
    const text = words.join(' ');
    if (options.why) print(explain(text, knowledge));
    const answer = await askLocally(localBot(knowledge), text, options.lang);
    if (options.as) print(await payload(answer, options.as, knowledge));
    else if (options.json) print(answerJson(answer, knowledge));
    else if (!options.why) print(answerText(answer, knowledge));
  });

interface AskOptions {
  readonly json?: true;
  readonly jsonl?: true;
  readonly why?: true;
  readonly lang?: string;
  readonly as?: 'slack' | 'discord';
}

program
  .command('replay')
  .description('run a saved event through the real adapter and print what would be sent')
  .argument('<file>')
  .action(async (file: string) => {
    print(JSON.stringify(await replay(file, (await opened()).knowledge), null, 2));
  });

program
  .command('eval')
  .description('measure retrieval on the questions that are never indexed, or on any corpus')
  .option('--verbose', 'print every question that went wrong')
  .option('--every <n>', 'ask one in n of the questions about companies that are not held', '1')
  .option('--corpus <dir>', 'measure the engine on the docs.jsonl and queries.jsonl of a folder instead')
  .option('--queries <file>', 'with --corpus: the questions, instead of its queries.jsonl')
  .option('--tune <file>', 'with --corpus: other questions, to calibrate the confidence on')
  .option('--json', 'with --corpus: print one JSON object and nothing else')
  .option('--lang <tag>', 'with --corpus: its language; "en" when left out')
  .option(
    '--perturb',
    'with --corpus: ask with slips of the keyboard, lost words, no capitals, no punctuation',
  )
  .option(
    '--cost <n>',
    'with --corpus: how many times as bad a wrong answer is as a refusal; 1 when left out',
  )
  .action(async (options: EvalOptions) => {
    const { corpus } = options;
    await (corpus === undefined ? evaluateBase(options) : evaluateAnother({ ...options, corpus }));
  });

interface EvalOptions extends Omit<CorpusOptions, 'corpus'> {
  readonly verbose?: true;
  readonly every: string;
  readonly corpus?: string;
  readonly json?: true;
}

async function evaluateBase(options: EvalOptions): Promise<void> {
  const stray = (['queries', 'tune', 'json', 'lang', 'perturb', 'cost'] as const).find(
    (name) => options[name],
  );
  if (stray) {
    throw new BotError(
      'bad_config',
      `--${stray} needs --corpus`,
      'Add --corpus and a folder with docs.jsonl.',
    );
  }
  const { knowledge, dir } = await opened();
  const every = Math.max(1, Number(options.every) || 1);
  const evaluated = await evaluate(knowledge, loadEvaluation(dir, knowledge.facts), every);
  print(formatEvaluated(evaluated, options.verbose === true));
  const below = belowFloors(evaluated);
  if (below.length === 0) return;
  print(`\nbelow what must hold: ${below.join('; ')}`);
  process.exitCode = 1;
}

async function evaluateAnother(options: CorpusOptions & { readonly json?: true }): Promise<void> {
  const { languages } = (await opened()).knowledge;
  const { createEngine } = await import('./evaluation/collection.ts');
  const { calibrate } = await import('./evaluation/calibrate.ts');
  const warn = (text: string) => process.stderr.write(`${text}\n`);
  const evaluated = evaluateFolder(options, languages, { createEngine, calibrate }, warn);
  print(options.json ? JSON.stringify(evaluated) : formatCorpusEvaluated(evaluated));
}

program.addCommand(factsCommand());
addLint(program, { quick: true });
addDoctor(program);
addSite(program);

program
  .command('build')
  .description('write dist/: the bot and its facts, compiled; `npm run serve` starts it')
  .action(async () => print(await build(readConfig())));

program
  .command('fit')
  .description('fit the weights of the search anew, on the questions marked tune and on collections')
  .option('--corpora <dir>', 'a folder of collections (docs.jsonl and queries.jsonl each)')
  .action(async ({ corpora }: { readonly corpora?: string }) => {
    const { knowledge, dir } = await opened();
    const { facts, languages } = knowledge;
    const { fitFile } = await import('./fit/fit.ts');
    const evaluation = loadEvaluation(dir, facts);
    print(
      fitFile(
        {
          facts,
          languages: new Map(languages.map((language) => [language.tag, language])),
          evaluation,
          today: dayOf(new Date()),
          ...(corpora !== undefined && { corpora }),
        },
        print,
      ),
    );
  });

program
  .command('schema')
  .description('write data/schema, which editors complete from')
  .action(() => {
    for (const file of writeSchemas(readConfig().dataDir)) print(file);
  });

program
  .command('register')
  .description("tell Discord the bot's commands; it does so itself when it starts")
  .action(async () => print(await registerOnDiscord(readConfig())));

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
  const said = error instanceof BotError ? error : missingPackage(error);
  if (said === undefined) throw error;
  process.stderr.write(`${said.message}\n${said.hint}\n`);
  process.exitCode = 1;
}
