import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { slackTools } from '../../src/platforms/slack/app.ts';
import { handle } from '../../src/platforms/slack/handle.ts';
import { callOptions, type Fetch } from '../../src/platforms/slack/slack-client.ts';

export interface Sent {
  /** A method of the Web API; `respond` for what goes to a response address, `ack` for what the acknowledgement holds. */
  readonly method: string;
  readonly body: unknown;
}

const addressed = z.looseObject({
  authorizations: z.array(z.object({ user_id: z.string() })).optional(),
});

/** Runs a saved event through the real adapter, with the network replaced: what Slack sent, as it sent it (the fields of a
    slash command as an object, the body of an event, the payload of a pressed button). Gives back what would be sent.
    `admins`: ids of those who may change settings. */
export async function replaySlack(
  event: unknown,
  bot: Bot,
  tools: PlatformTools,
  admins: ReadonlySet<string>,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const body = addressed.parse(event);
  const botUserId = body.authorizations?.[0]?.user_id;
  const identity = {
    botToken: 'xoxb-replay',
    botId: 'B0000000000',
    ...(botUserId !== undefined && { botUserId }),
    agent: false,
    admins,
  };
  const seams = { fetch: recorder(sent) };
  const web = new webApi.WebClient(identity.botToken, callOptions(seams));
  const ack = async (response: unknown): Promise<void> => {
    if (response !== undefined && response !== '') sent.push({ method: 'ack', body: response });
  };
  await handle({ body, ack }, slackTools(tools, bot, identity, web, seams));
  return sent;
}

function recorder(sent: Sent[]): Fetch {
  return async (url, init) => {
    const text = typeof init?.body === 'string' ? init.body : '';
    const isCall = new URL(String(url)).pathname.startsWith('/api/');
    sent.push(
      isCall
        ? { method: new URL(String(url)).pathname.slice('/api/'.length), body: formBody(text) }
        : { method: 'respond', body: JSON.parse(text) },
    );
    return new Response(JSON.stringify({ ok: true }), { headers: { 'content-type': 'application/json' } });
  };
}

/** The SDK writes calls as a form, and what is no text as JSON in it. */
const NESTED = new Set(['blocks', 'view', 'prompts']);

function formBody(text: string): unknown {
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [key, NESTED.has(key) ? JSON.parse(value) : value]),
  );
}
