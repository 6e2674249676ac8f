import { fstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Config } from '../config.ts';
import { BotError } from '../core/errors.ts';
import type { Platform, PlatformModule, PlatformTools } from '../core/ports.ts';
import { GAVE_UP, titled, WatchedPlatform } from '../ops/watchdog.ts';
import { chats, terminal } from '../platforms/index.ts';

/** Whether any chat platform's variable is set. */
export function wantsChat({ env }: Config): boolean {
  return chats.some(({ keys }) => keys.some(({ name }) => env[name] !== undefined));
}

/** Those that are wanted, each watched. Says of the others how to turn them on. Throws one BotError for all that are half
    set, and says nothing else then. */
export async function openChats(
  config: Pick<Config, 'env'>,
  tools: PlatformTools,
  /** `end`: ends the process with this code, in good order. */
  by: { restarted(platform: string): void; end(code: number): void },
  modules: readonly PlatformModule[] = chats,
): Promise<Platform[]> {
  const problems: BotError[] = [];
  const off: PlatformModule[] = [];
  const opened: Platform[] = [];
  const reopening = (chat: PlatformModule) => async (): Promise<Platform> => {
    // The operator was told once where to invite it.
    const again = await chat.open(config.env, { ...tools, announce: () => undefined });
    if (!again) throw new Error('a platform that was wanted is not wanted any more');
    return again;
  };
  const gaveUp = (name: string, why: unknown): 'end' | 'go-on' => {
    // A token that is refused is refused to a new process as well: then the others would be gone too.
    const refused = why instanceof BotError && why.code === 'bad_config';
    const others = opened.some((one) => one.name !== name && one.health() === 'ready');
    if (refused && others) return 'go-on';
    by.end(GAVE_UP);
    return 'end';
  };
  for (const chat of modules) {
    try {
      const platform = await chat.open(config.env, tools);
      if (platform) opened.push(new WatchedPlatform(platform, { ...tools, ...by, reopen: reopening(chat), gaveUp }));
      else off.push(chat);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      problems.push(error);
    }
  }
  const [first] = problems;
  if (first) {
    const hints = [...new Set(problems.map(({ hint }) => hint))].join('\n');
    throw new BotError(first.code, problems.map(({ message }) => message).join('\n'), hints);
  }
  // Whoever runs the other one would find the line that matters under a link as long as a page.
  for (const chat of off) tools.announce(`${titled(chat.name)} is off; .env.example says how to turn it on.`);
  return opened;
}

/** The terminal. Throws BotError `bad_config` where there is none: then nothing is on at all. */
export async function openConsole(config: Config, tools: PlatformTools): Promise<Platform[]> {
  const { announce, commands } = tools;
  if (!hasInput()) {
    for (const chat of chats) announce(`${titled(chat.name)} is off.\n${chat.nextStep(commands)}`);
    throw new BotError(
      'bad_config',
      'Nothing is on: no chat platform has its variables set, and there is no terminal to type into.',
      'Set the variables of one platform; .env.example explains each.',
    );
  }
  const off = chats.map(({ name }) => `${titled(name)} is off`).join(', ');
  announce(`${off}: type setup for the next step to turn each on, with Slack's install link and Discord's invite.`);
  const platform = await terminal.open(config.env, tools);
  return platform ? [platform] : [];
}

/** Whether questions can come in on standard input: a terminal, a pipe or a file, and not /dev/null. */
function hasInput(): boolean {
  if (process.stdin.isTTY) return true;
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    return false;
  }
}

/** Sends what goes out from now on through the operator's proxy: requests by what `fetch` and both SDKs ask for the way
    out, and sockets too. To be called before an SDK is loaded. */
export async function useProxy({ proxy }: Pick<Config, 'proxy'>): Promise<void> {
  if (!proxy) return;
  const undici = await import('undici');
  undici.setGlobalDispatcher(new undici.EnvHttpProxyAgent({ ...proxy, proxyTunnel: true }));
  // What discord.js opens its gateway with, and requires, knows no proxy; undici's socket is made like it, and does.
  Reflect.set(createRequire(import.meta.url)('ws'), 'WebSocket', undici.WebSocket);
}
