import { REST } from 'discord.js';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { createDiscordClient } from '../../src/platforms/discord/discord-client.ts';
import { handle } from '../../src/platforms/discord/handle.ts';
import { TIMES } from '../../src/platforms/discord/limits.ts';
import { fieldsAt, idAt, isFields, listAt } from '../../src/platforms/discord/payload.ts';

/** What would go to Discord; `path` without the interaction's token. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Runs a saved gateway dispatch, `{t, d}`, through the adapter with the network replaced: everything is taken as
    accepted. Empty when the event is none of ours. */
export async function replayDiscord(
  event: unknown,
  bot: Bot,
  tools: PlatformTools,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const rest = new REST({
    retries: 0,
    makeRequest: async (url, init) => {
      const path = new URL(url).pathname
        .replace(/^\/api\/v\d+/u, '')
        .replace(/(\/\d+\/)[^/]{30,}/u, '$1TOKEN');
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ method: init.method ?? 'GET', path, body });
      return new Response(null, { status: 204 });
    },
  }).setToken('replay');
  const client = createDiscordClient(rest, tools, () => undefined);
  await handle(event, { ...tools, bot, client, me: () => botOf(event), times: TIMES });
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  return sent;
}

/** Whose bot the saved event was sent to: the one bot that it mentions. */
function botOf(event: unknown): string | undefined {
  if (!isFields(event)) return undefined;
  const mentioned = listAt(fieldsAt(event, 'd'), 'mentions').find((user) => user['bot'] === true);
  return mentioned && idAt(mentioned, 'id');
}
