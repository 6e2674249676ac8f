import { createInterface, type Interface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import type { Control } from '../../core/controls.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Bot, Platform, PlatformTools } from '../../core/ports.ts';
import type { Call } from '../../core/question.ts';
import { formatCommand, postedText, renderAnswer, textOf } from './render.ts';
import { printable, type Terminal, wrapText } from './terminal.ts';
import { CHANNEL, callOf, completions, forTab, WORKSPACE } from './typing.ts';

/** How long an answer under way may take once we were told to stop, in milliseconds. */
const FINISH = 10_000;
/** Lines that the arrow keys bring back; in this process's memory, never on a disk. */
const HISTORY = 100;

/** The bot at a terminal or in a pipe, until its input ends. `setup`: how to turn the chat platforms on. */
export function createConsole(terminal: Terminal, tools: PlatformTools, setup: () => string): Platform {
  const { input, output, interactive } = terminal;
  let reader: Interface | undefined;
  let reading: Promise<void> = Promise.resolve();
  let state: 'starting' | 'ready' | 'down' = 'starting';
  let choices: readonly Control[] = [];
  let language: LanguageTag | undefined;
  let say: Say = tools.say(undefined);
  let asked = 0;

  const write = (text: string): void => {
    if (output.writable) output.write(text);
  };
  const tell = (text: string): void => write(`${wrapText(text, terminal.look().width)}\n\n`);

  /** `shownIn`: the language of the answer whose button was pressed. */
  function ask(bot: Bot, call: Call, shownIn?: LanguageTag): Promise<Answer> {
    asked += 1;
    return bot.answer({
      ...call,
      id: `console:${asked}`,
      workspace: WORKSPACE,
      channel: CHANNEL,
      thread: CHANNEL,
      asker: { id: 'local', mayConfigure: true },
      ...(shownIn !== undefined && { language: shownIn }),
      askedAt: tools.now(),
    });
  }

  async function answer(bot: Bot, call: Call, shownIn?: LanguageTag): Promise<void> {
    const made = await ask(bot, call, shownIn);
    language = made.language;
    say = tools.say(language);
    const message = renderAnswer(made, say, terminal.look());
    choices = message.choices;
    write(`${textOf(message)}\n`);
  }

  async function handle(bot: Bot, typed: string): Promise<void> {
    if (typed === '') return;
    if (typed.toLowerCase() === 'setup') tell(setup());
    else if (choices.length > 0 && /^\d{1,2}\)?$/.test(typed)) await press(bot, Number.parseInt(typed, 10));
    else await answer(bot, callOf(typed, tools.commands));
  }

  async function press(bot: Bot, number: number): Promise<void> {
    const chosen = choices[number - 1];
    if (!chosen) tell(say('no-button', { number }));
    else if ('url' in chosen) tell(printable(chosen.url));
    else if (chosen.kind === 'preview') {
      const card = await ask(bot, chosen.call, language);
      write(`${postedText(card, tools.say(card.language))}\n\n`);
    } else await answer(bot, chosen.call, language);
  }

  async function read(bot: Bot, lines: Interface): Promise<void> {
    try {
      if (interactive) lines.prompt();
      for await (const line of lines) {
        const typed = printable(line).trim();
        if (/^(?:exit|quit)$/iu.test(typed)) break;
        await handle(bot, typed);
        if (state === 'down') break;
        if (interactive) lines.prompt();
      }
    } finally {
      state = 'down';
      lines.close();
      if (interactive) write('\n');
    }
  }

  async function greet(bot: Bot): Promise<void> {
    const examples: Call[] = [];
    for (const command of ['ask', 'boycott']) {
      const [text] = await bot.suggest({ command, text: '' }, WORKSPACE, 1);
      if (text !== undefined) examples.push({ command, text });
    }
    const tries = [...examples.map(formatCommand), 'help'].join('  |  ');
    const keys = 'Tab completes, a number presses a button, exit leaves.';
    tell(`${say('help-heading')} ${say('help-limits')}\nTry:  ${tries}\n${keys}`);
  }

  return {
    name: 'console',
    async start(bot) {
      // Whoever reads us may go away, as `| head` does: then there is nobody left to answer.
      output.on('error', () => reader?.close());
      if (interactive) await greet(bot);
      const completer = (line: string, done: (error: null, result: [string[], string]) => void): void => {
        completions(line, tools.commands, bot).then(
          (found) => done(null, [forTab(line, found), line]),
          () => done(null, [[], line]),
        );
      };
      const typing = { output, prompt: '> ', historySize: HISTORY, removeHistoryDuplicates: true, completer };
      const crlfDelay = Number.POSITIVE_INFINITY;
      const lines = createInterface({ input, terminal: interactive, ...(interactive && typing), crlfDelay });
      reader = lines;
      state = 'ready';
      reading = read(bot, lines);
      reading.catch((error: unknown) => tools.log.error('the console ended', error, { platform: 'console' }));
    },
    async stop() {
      state = 'down';
      reader?.close();
      await Promise.race([reading.catch(() => {}), wait(FINISH, undefined, { ref: false })]);
    },
    async post(_place, card) {
      write(`${postedText(card, tools.say(card.language))}\n\n`);
      return { kind: 'sent', message: undefined };
    },
    health: () => state,
    lastSign: () => undefined,
  };
}
