import { readFileSync } from 'node:fs';
import { webApi } from '@slack/bolt';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Payload } from '../../editor/preview/payloads.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { slackTools } from '../../src/platforms/slack/app.ts';
import { handle } from '../../src/platforms/slack/handle.ts';
import { callOptions, type Fetch } from '../../src/platforms/slack/slack-client.ts';
import { fixture } from '../platforms/slack/cards.ts';
import { formBody } from '../platforms/slack/fake-slack.ts';
import { messages, type Occasion } from './kinds.ts';
import { changed, type Fields, isFields, objectsIn, type Press, realBot, type Walk, walker } from './walk.ts';

/** What the manifest registers, of what can start something. */
const { features, settings } = z
  .looseObject({
    features: z.looseObject({
      slash_commands: z.array(z.looseObject({ command: z.string() })),
      shortcuts: z.array(z.looseObject({ type: z.string(), callback_id: z.string() })),
    }),
    settings: z.looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }) }),
  })
  .parse(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')));

/** What Slack sends for each event of the manifest, given what somebody wrote. */
const EVENTS: Readonly<Record<string, (text: string) => Fields>> = {
  app_mention: (text) => changed(fixture('mention'), { 'event.text': `<@U0000000BOT> ${text}` }),
  'message.im': (text) => changed(fixture('dm'), { 'event.text': text }),
  app_home_opened: () => fixture('home'),
};
const HOME = 'app_home_opened';
const ADMINS = new Set(['U00000001']);
/** How deep buttons are pressed: a reply's, its preview's, what comes of that. */
const DEPTH = 4;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Everything that the real adapter sends in answer to one occasion: to its command, and to every sort of button under
    what came; to a mention and to a direct message. */
export async function slackPayloads(occasion: Occasion, knowledge: Knowledge): Promise<readonly Payload[]> {
  const { command, text } = occasion.call;
  const own = features.slash_commands.some((one) => one.command === `/${command}`);
  const typed = `${command} ${text}`.trim();
  const slash = changed(fixture('command'), {
    command: own ? `/${command}` : '/boycott',
    text: escaped(own ? text : typed),
  });
  const walk = slackWalker(knowledge, occasion.language);
  const said = escaped(command === 'ask' ? text : typed);
  const walked = await Promise.all([
    walk(`${occasion.name}, command`, slash, DEPTH),
    ...settings.event_subscriptions.bot_events
      .filter((name) => name !== HOME)
      .map((name) => walk(`${occasion.name}, ${name}`, eventFor(name, said), 0)),
  ]);
  return walked.flat();
}

/** What needs no command: every event and shortcut of the manifest with all that can be pressed under what comes, and a
    button of an older card. */
export async function slackSurfaces(
  knowledge: Knowledge,
  language: LanguageTag,
): Promise<readonly Payload[]> {
  const walk = slackWalker(knowledge, language);
  const old = { ...fixture('button'), actions: [{ type: 'button', action_id: 'ask-0', value: '["old"]' }] };
  const walked = await Promise.all([
    walk('a button of an older card', old, DEPTH),
    ...settings.event_subscriptions.bot_events.map((name) =>
      // Every control of the Home tab gives the whole tab again.
      walk(name, eventFor(name, 'what is the UIP?'), name === HOME ? 2 : DEPTH),
    ),
    ...features.shortcuts.flatMap(({ type, callback_id }) =>
      type === 'message'
        ? messages(knowledge, language).map(({ name, text }) => {
            const picked = { callback_id, 'message.text': escaped(text) };
            return walk(
              `shortcut ${callback_id} on ${name}`,
              changed(fixture('message-action'), picked),
              DEPTH,
            );
          })
        : [walk(`shortcut ${callback_id}`, changed(fixture('shortcut'), { callback_id }), DEPTH)],
    ),
  ]);
  return walked.flat();
}

function eventFor(name: string, text: string): Fields {
  const make = EVENTS[name];
  if (!make) throw new Error(`tests/repertoire/slack.ts does not know the event ${name} of manifest.yml`);
  return make(text);
}

function slackWalker(knowledge: Knowledge, language: LanguageTag): Walk {
  // Opening a store is what costs most here.
  const { bot, tools } = realBot(knowledge, language);
  return walker(async (event, count, name) => {
    const unique = changed(event, {
      trigger_id: `${count}.1.x`,
      ...(event['event_id'] !== undefined && {
        event_id: `Ev${count}`,
        'event.ts': `1700000001.${100_000 + count}`,
      }),
      ...(event['container'] !== undefined && { 'container.message_ts': `1700000003.${100_000 + count}` }),
    });
    return (await replaySlack(unique, bot, tools, ADMINS)).map((sent) => payloadOf(name, sent));
  }, presses);
}

/** What each method sends; `call`: nothing that is shown. */
const KINDS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'message',
  'chat.postEphemeral': 'ephemeral',
  'views.open': 'modal',
  'views.update': 'modal',
  'views.publish': 'home',
  'conversations.info': 'call',
  'auth.test': 'call',
};

function payloadOf(name: string, { method, body }: Sent): Payload {
  const fields = isFields(body) ? body : {};
  const payload = (kind: string, shown: unknown = body): Payload => ({
    platform: 'slack',
    kind,
    name,
    body: shown,
  });
  if (method === 'ack') return payload(fields['options'] === undefined ? 'call' : 'options');
  if (method === 'respond') {
    if (fields['text'] === undefined && fields['blocks'] === undefined) return payload('removal');
    return payload(fields['response_type'] === 'in_channel' ? 'message' : 'ephemeral');
  }
  const kind = KINDS[method];
  if (kind === undefined) throw new Error(`tests/repertoire/slack.ts does not know the method ${method}`);
  const { view } = fields;
  return method.startsWith('views.')
    ? payload(kind, typeof view === 'string' ? JSON.parse(view) : view)
    : payload(kind);
}

/** What can be done with a payload: each sort of element once, with the event that Slack would send for it. */
function presses({ kind, body }: Payload): readonly Press[] {
  const shown = kind === 'modal' || kind === 'home' ? { id: 'V00000001', ...(isFields(body) && body) } : null;
  return objectsIn(body)
    .filter((one) => typeof one['action_id'] === 'string' && one['url'] === undefined)
    .flatMap((element): readonly Press[] => {
      const sort = String(element['action_id']).replace(/[-_:]?\d.*$/u, '');
      const actions = [{ ...element, ...chosen(element), block_id: 'b1' }];
      const pressed = shown
        ? { ...fixture('view-button'), view: shown, actions }
        : changed(fixture('button'), { actions, 'container.is_ephemeral': kind !== 'message' });
      if (element['type'] !== 'external_select') return [[sort, pressed]];
      const typing = { ...fixture('suggestion'), action_id: element['action_id'], value: 'salesf' };
      return [
        [sort, pressed],
        ['typing', typing],
      ];
    });
}

/** What Slack adds for what was chosen in an element. Throws for an element that nobody here can use. */
function chosen(element: Fields): Fields {
  switch (element['type']) {
    case 'button':
      return {};
    case 'overflow':
    case 'static_select':
      return { selected_option: [element['options']].flat()[0] };
    case 'external_select':
      return { selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'what is the UIP?' } };
    case 'multi_conversations_select':
      return { selected_conversations: ['C00000001'] };
    default:
      throw new Error(`tests/repertoire/slack.ts does not know how to use ${String(element['type'])}`);
  }
}

interface Sent {
  /** A method of the Web API; `respond` for what goes to a response address, `ack` for what the acknowledgement holds. */
  readonly method: string;
  readonly body: unknown;
}

const addressed = z.looseObject({ authorizations: z.array(z.object({ user_id: z.string() })).optional() });

/** Runs a saved event through the real adapter, with the network replaced: what Slack sent, as it sent it (the fields of a
    slash command as an object, the body of an event, the payload of a pressed button). Gives back what would be sent.
    `admins`: ids of those who may change settings. */
async function replaySlack(
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
