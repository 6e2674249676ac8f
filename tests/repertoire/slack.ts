import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { replaySlack, type Sent } from '../../editor/replay/slack.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import { messages, type Occasion } from './kinds.ts';
import { changed, type Fields, isFields, objectsIn, type Payload } from './payload.ts';
import { realBot } from './real-bot.ts';

/** What the manifest registers, of what can start something. */
const manifest = z
  .looseObject({
    features: z.looseObject({
      slash_commands: z.array(z.looseObject({ command: z.string() })).default([]),
      shortcuts: z.array(z.looseObject({ type: z.string(), callback_id: z.string() })).default([]),
    }),
    settings: z.looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }) }),
  })
  .parse(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')));

function saved(name: string): Fields {
  const event: unknown = JSON.parse(
    readFileSync(new URL(`../fixtures/slack/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!isFields(event)) throw new Error(`${name}.json is no object`);
  return event;
}

/** What Slack sends for each event of the manifest, given what somebody wrote. */
const EVENTS: Readonly<Record<string, (text: string) => Fields>> = {
  app_mention: (text) => changed(saved('mention'), { 'event.text': `<@U0000000BOT> ${text}` }),
  'message.im': (text) => changed(saved('dm'), { 'event.text': text }),
  app_home_opened: () =>
    changed(saved('dm'), {
      event: {
        type: 'app_home_opened',
        user: 'U00000001',
        channel: 'D00000001',
        tab: 'home',
        event_ts: '1700000005.000100',
      },
    }),
};
/** Events that hold nothing that somebody said: once is enough. */
const SILENT = ['app_home_opened'];

/** Whoever does something in the saved events. */
const ADMINS = new Set(['U00000001']);

/** How deep buttons are pressed: a reply's, its preview's, what comes of that. */
const DEPTH = 4;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Everything that the real adapter sends in answer to one occasion: to its command, and to every sort of button under
    what came; to a mention and to a direct message. */
export async function slackPayloads(occasion: Occasion, knowledge: Knowledge): Promise<readonly Payload[]> {
  const { command, text } = occasion.call;
  const own = manifest.features.slash_commands.some((one) => one.command === `/${command}`);
  const typed = own ? text : `${command} ${text}`.trim();
  const said = command === 'ask' ? text : `${command} ${text}`.trim();
  const slash = changed(saved('command'), {
    command: own ? `/${command}` : '/boycott',
    text: escaped(typed),
  });
  const walk = walker(knowledge, occasion.language);
  const events = manifest.settings.event_subscriptions.bot_events.filter((name) => !SILENT.includes(name));
  return [
    ...(await walk(`${occasion.name}, command`, slash, DEPTH)),
    ...(
      await Promise.all(
        events.map((name) => walk(`${occasion.name}, ${name}`, eventFor(name, escaped(said)), 0)),
      )
    ).flat(),
  ];
}

/** What needs no command: every event and shortcut of the manifest with all that can be pressed under what comes, and a
    button of an older card. */
export async function slackSurfaces(
  knowledge: Knowledge,
  language: LanguageTag,
): Promise<readonly Payload[]> {
  const walk = walker(knowledge, language);
  const scenes: (readonly [name: string, event: Fields])[] = [
    ['a button of an older card', changed(saved('button'), { actions: [{ ...button(), value: '["old"]' }] })],
    ...manifest.settings.event_subscriptions.bot_events.map(
      (name) => [name, eventFor(name, 'what is the UIP?')] as const,
    ),
    ...manifest.features.shortcuts.flatMap(({ type, callback_id }) =>
      type === 'message'
        ? messages(knowledge, language).map(
            ({ name, text }) =>
              [`shortcut ${callback_id} on ${name}`, shortcut(callback_id, escaped(text))] as const,
          )
        : [[`shortcut ${callback_id}`, shortcut(callback_id)] as const],
    ),
  ];
  // Every control of the Home tab gives the whole tab again.
  const depth = (name: string): number => (SILENT.includes(name) ? 2 : DEPTH);
  return (await Promise.all(scenes.map(([name, event]) => walk(name, event, depth(name))))).flat();
}

function eventFor(name: string, text: string): Fields {
  const make = EVENTS[name];
  if (!make) throw new Error(`tests/repertoire/slack.ts does not know the event ${name} of manifest.yml`);
  return make(text);
}

function shortcut(callback: string, text?: string): Fields {
  const { token, team, user, response_url } = saved('button');
  return {
    type: text === undefined ? 'shortcut' : 'message_action',
    callback_id: callback,
    trigger_id: '7.1.shortcut',
    token,
    team,
    user,
    ...(text !== undefined && {
      response_url,
      message_ts: '1700000006.000100',
      channel: { id: 'C00000001', name: 'general' },
      message: { type: 'message', user: 'U00000002', ts: '1700000006.000100', text },
    }),
  };
}

function button(): Fields {
  const [first] = z.array(z.looseObject({})).parse(saved('button')['actions']);
  return first ?? {};
}

type Walk = (name: string, event: Fields, depth: number) => Promise<readonly Payload[]>;

/** Replays an event, and presses one of each sort of what came. */
function walker(knowledge: Knowledge, language: LanguageTag): Walk {
  let count = 0;
  // Opening a store is what costs most here; its ids are ours, so that nothing is taken for a second delivery.
  const { bot, tools } = realBot(knowledge, language);
  const walk: Walk = async (name, event, depth) => {
    count += 1;
    const unique = changed(event, {
      trigger_id: `${count}.1.x`,
      ...(event['event_id'] !== undefined && { event_id: `Ev${count}` }),
      ...(event['container'] !== undefined && { 'container.message_ts': `1700000003.${100_000 + count}` }),
    });
    const sent = await replaySlack(unique, bot, tools, ADMINS);
    const payloads = sent.map((one) => payloadOf(name, one));
    if (depth === 0) return payloads;
    const pressed = new Set<string>();
    const below: Payload[] = [];
    for (const { name: from, kind, body } of payloads) {
      for (const [sort, press] of presses(kind, body)) {
        if (pressed.has(sort) || from.includes(`, ${sort}`)) continue;
        pressed.add(sort);
        below.push(...(await walk(`${from}, ${sort}`, press, depth - 1)));
      }
    }
    return [...payloads, ...below];
  };
  return walk;
}

const KINDS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'message',
  'chat.postEphemeral': 'ephemeral',
  'chat.update': 'message',
  'views.open': 'modal',
  'views.push': 'modal',
  'views.update': 'modal',
  'views.publish': 'home',
};
/** Calls that show nothing. */
const MUTE = [
  'conversations.info',
  'chat.delete',
  'auth.test',
  'users.info',
  'assistant.threads.setSuggestedPrompts',
];

function payloadOf(name: string, { method, body }: Sent): Payload {
  const fields = isFields(body) ? body : {};
  if (method === 'respond') {
    const bare = fields['text'] === undefined && fields['blocks'] === undefined;
    const kind = bare ? 'removal' : fields['response_type'] === 'in_channel' ? 'message' : 'ephemeral';
    return { platform: 'slack', kind, name, body };
  }
  if (method === 'ack') {
    return { platform: 'slack', kind: fields['options'] === undefined ? 'call' : 'options', name, body };
  }
  const kind = MUTE.includes(method) ? 'call' : KINDS[method];
  if (kind === undefined) throw new Error(`tests/repertoire/slack.ts does not know the method ${method}`);
  if (!method.startsWith('views.')) return { platform: 'slack', kind, name, body };
  const view: unknown = typeof fields['view'] === 'string' ? JSON.parse(fields['view']) : fields['view'];
  return { platform: 'slack', kind, name, body: view };
}

/** What can be done with a payload: each sort of element once, with the event that Slack would send for it. */
function presses(kind: string, body: unknown): readonly (readonly [sort: string, event: Fields])[] {
  const view: Fields | undefined =
    kind === 'modal' || kind === 'home' ? { id: 'V00000001', ...(isFields(body) && body) } : undefined;
  const elements = objectsIn(body).filter(
    (one) => typeof one['action_id'] === 'string' && one['url'] === undefined,
  );
  const found = elements.map((element): readonly [string, Fields] => {
    const sort = String(element['action_id']).replace(/[-_:]?\d.*$/u, '');
    const action = { ...element, ...chosen(element), block_id: 'b1', action_ts: '1700000003.500000' };
    const event = changed(saved('button'), {
      actions: [action],
      ...(view && { view, container: { type: 'view', view_id: 'V00000001' }, channel: undefined }),
      ...(kind === 'message' && { 'container.is_ephemeral': false }),
    });
    return [sort, event];
  });
  const { team, user, token } = saved('button');
  for (const { type, action_id: id } of elements) {
    if (type !== 'external_select') continue;
    found.push([
      'typing',
      { type: 'block_suggestion', action_id: id, value: 'salesf', team, user, token, view },
    ]);
  }
  if (kind !== 'modal' || view?.['submit'] === undefined) return found;
  const submitted = { ...view, state: { values: stateOf(view) } };
  return [...found, ['submit', { type: 'view_submission', team, user, token, view: submitted }]];
}

/** What Slack adds for what was chosen or typed in an element. Throws for an element that nobody here can use. */
function chosen(element: Fields): Fields {
  const [option] = [element['options']].flat();
  switch (element['type']) {
    case 'button':
      return {};
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: option };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: [option] };
    case 'plain_text_input':
      return { value: 'what is the UIP?' };
    case 'external_select':
      return { selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'what is the UIP?' } };
    case 'multi_conversations_select':
      return { selected_conversations: ['C00000001'] };
    case 'conversations_select':
    case 'channels_select':
      return { selected_conversation: 'C00000001', selected_channel: 'C00000001' };
    default:
      throw new Error(`tests/repertoire/slack.ts does not know how to use ${String(element['type'])}`);
  }
}

function stateOf(view: Fields): Fields {
  const inputs = objectsIn(view).filter((one) => one['type'] === 'input');
  return Object.fromEntries(
    inputs.map((input) => {
      const element = isFields(input['element']) ? input['element'] : {};
      const { action_id: id, type } = element;
      return [String(input['block_id']), { [String(id)]: { type, ...chosen(element) } }];
    }),
  );
}
