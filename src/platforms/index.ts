import type { PlatformModule } from '../core/ports.ts';
import { discord } from './discord/index.ts';
import { slack } from './slack/index.ts';

/** The platforms that are turned on by their keys. An SDK is loaded only when its own are set. */
export const chats: readonly PlatformModule[] = [slack, discord];

/** Wanted where none of the chats is: main decides, so it has no keys of its own. It prints their next steps at `setup`. */
export const terminal: PlatformModule = {
  name: 'console',
  keys: [],
  nextStep: () => 'Console: start the bot in a terminal, or pipe questions into it, with no token set.',
  async open(env, tools) {
    const [{ createConsole }, { terminalOf }] = await Promise.all([
      import('./console/app.ts'),
      import('./console/terminal.ts'),
    ]);
    const setup = (): string => chats.map((chat) => chat.nextStep(tools.commands)).join('\n\n');
    return createConsole(terminalOf(process.stdin, process.stdout, env), tools, setup);
  },
};

export const platforms: readonly PlatformModule[] = [...chats, terminal];
