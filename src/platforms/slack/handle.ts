import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import { isFirst } from '../../core/first-sight.ts';
import type { Bot, Log } from '../../core/ports.ts';
import type { Question } from '../../core/question.ts';
import { cutTyped, shorten } from '../../core/text.ts';
import { isPostable } from '../chat.ts';
import {
  deliverInThread,
  deliverReply,
  deliverSentence,
  deliverView,
  failed,
  type Pressed,
  post,
  previewPost,
  privately,
  type SlackTools,
} from './deliver.ts';
import { sharingOf } from './events.ts';
import { LIMITS } from './limits.ts';
import { type Destination, type Received, receive } from './receive.ts';
import { renderAnswer, renderNotice, UNFURLED } from './render.ts';
import { plainObject, safeLine } from './rich-text.ts';
import { type HomePage, renderHome, renderModal } from './views.ts';

/** Questions that are offered where people write to the bot; Slack shows no more. */
const PROMPTS = 4;

/** Questions that the search offers at once; more than fit a screen help nobody. */
const OFFERED = 20;

/** What Slack sent, and how to say that it came. */
export interface SlackEvent {
  readonly body: unknown;
  /** A function where Slack waits to hear; its argument differs with each kind of event. */
  readonly ack?: unknown;
}

/** Acknowledges what Slack sent before anything slow, and answers it, each event once. */
export async function handle({ body, ack }: SlackEvent, slack: SlackTools): Promise<void> {
  const received = receive(body, { identity: slack.identity, commands: slack.commands, now: slack.now() });
  if (received?.kind === 'typing')
    return acknowledge(ack, slack.log, { options: await searchOptions(received, slack.bot) });
  await acknowledge(ack, slack.log);
  slack.sharedChannels.note(sharingOf(body, slack.identity.team));
  if (!received) return;
  // A modal can be opened for 3 s only: it waits for no other answer, and needs none.
  if (received.kind !== 'search') await slack.answerQueue();
  const id = 'question' in received ? `${received.question.workspace} ${received.question.id}` : received.id;
  if (received.kind === 'post' || received.kind === 'insist') return pressedOnce(id, received, slack);
  if (await isFirst(id, 'slack', slack)) await respond(received, slack);
}

/** A second press while the first is dealt with gets no answer. Whether another process posted, the store knows. */
async function pressedOnce(id: string, received: Pressed, slack: SlackTools): Promise<void> {
  if (slack.pressed.has(id)) return;
  slack.pressed.add(id);
  await respond(received, slack).finally(() => slack.pressed.delete(id));
}

/** Slack shows "failed" when this takes 3 s; Bolt has acknowledged events before. */
async function acknowledge(ack: unknown, log: Log, response?: object): Promise<void> {
  if (typeof ack !== 'function') return;
  try {
    await Reflect.apply(ack, undefined, response ? [response] : []);
  } catch {
    // The connection is gone. The answer may still arrive: it takes another way.
    log.warn('slack ack failed', { platform: 'slack', code: 'ack_failed' });
  }
}

/** Never rejects: what Slack refuses is logged as a code. */
async function respond(received: Exclude<Received, { kind: 'typing' }>, slack: SlackTools): Promise<void> {
  switch (received.kind) {
    case 'ask': {
      const answer = await slack.bot.answer(received.question);
      return showAnswer(answer, received.to, received.replace, slack);
    }
    case 'preview':
    case 'post':
    case 'insist': {
      const answer = await slack.bot.answer(received.question);
      if (!isPostable(answer)) return showAnswer(answer, received.to, true, slack);
      return received.kind === 'preview' ? previewPost(received, answer, slack) : post(received, answer, slack);
    }
    case 'cancel':
      return void (await slack.client.respond(received.to, { delete_original: true }));
    case 'expired': {
      const say = slack.say(undefined);
      return deliverSentence(say('button-expired'), received.to, say, slack);
    }
    case 'search': {
      // In what the workspace chose: nobody has asked anything yet.
      const settings = await slack.store.settings(received.question.workspace).catch(() => undefined);
      const view = renderModal(slack.say(settings?.language), slack.formatCommand);
      return void (await slack.client.openModal(received.trigger, view));
    }
    case 'removed': {
      const dropped = [slack.store.forget(received.workspace), slack.store.dropInstall(received.workspace)];
      return void (await Promise.all(dropped).catch(() => slack.log.warn('store_down')));
    }
    case 'home':
      return showHome(received, slack);
    case 'messages': {
      const found = await slack.bot.suggest({ command: 'ask', text: '' }, received.question.workspace, PROMPTS);
      const prompts = found.map((message) => ({ title: shorten(message, LIMITS.button), message }));
      if (prompts.length > 0) await slack.client.prompt(received.channel, prompts);
    }
  }
}

/** Where it was asked. What would clutter a channel, or was meant for the asker, is for the asker alone. */
async function showAnswer(answer: Answer, to: Destination, replace: boolean, slack: SlackTools): Promise<void> {
  const say = slack.say(answer.language);
  const { formatCommand } = slack;
  const card = (postable: boolean) => renderAnswer(answer, say, { formatCommand, postable, searchable: true });
  switch (to.kind) {
    case 'response':
      return deliverReply({ ...card(true), ...privately(to), replace_original: replace }, to, say, slack);
    case 'thread': {
      const open = answer.audience === 'everyone' && isPostable(answer);
      return deliverInThread({ ...(open && { everyone: card(false) }), asker: () => card(true) }, to, say, slack);
    }
    case 'direct': {
      const { channel, thread } = to;
      const there = { channel, ...(thread && { thread_ts: thread }), ...UNFURLED };
      const sent = await slack.client.post({ ...card(false), ...there });
      if (sent.kind !== 'sent') await slack.client.post({ ...renderNotice(failed(say)), ...there });
      return;
    }
    default:
      return deliverView(renderModal(say, formatCommand, answer), to, slack);
  }
}

/** What the search offers for what was typed so far: questions that can be answered, last the words themselves. */
async function searchOptions(
  { text: given, workspace }: Extract<Received, { kind: 'typing' }>,
  bot: Bot,
): Promise<types.PlainTextOption[]> {
  const typed = cutTyped(given, LIMITS.optionValue);
  const found = await bot.suggest({ command: 'ask', text: typed }, workspace, OFFERED);
  return [...new Set([...found, typed])].flatMap((text) => {
    const label = safeLine(text, LIMITS.option);
    if (label === '') return [];
    return [{ text: plainObject(label, LIMITS.option), value: cutTyped(text, LIMITS.optionValue) }];
  });
}

/** Asks the bot for everything that its own page shows, after a change if one was made, and shows it. Never rejects. */
async function showHome({ question, change }: Extract<Received, { kind: 'home' }>, slack: SlackTools): Promise<void> {
  const ask = (command: string, text: string): Promise<Answer> =>
    slack.bot.answer({ ...question, command, text, id: `${question.id}:${command}` });
  const changed = change === undefined ? undefined : await ask('settings', change);
  const help = await ask('help', '');
  const companies = await ask('boycott', 'list');
  const first = companies.actions.flatMap((action) => ('call' in action ? action.call : []))[0];
  const page: HomePage = {
    help,
    companies,
    settings: changed ?? (await ask('settings', '')),
    privacy: await ask('privacy', ''),
    dossier: first && (await ask(first.command, first.text)),
    changed,
    controls: await controlsFor(question, slack),
  };
  const view = renderHome(page, slack.say(help.language), slack.formatCommand);
  await slack.client.publishHome(question.asker.id, view);
}

/** Nothing when the asker may not change the settings, or when they can't be known. */
async function controlsFor({ asker, workspace }: Question, { bot, store }: SlackTools): Promise<HomePage['controls']> {
  const settings = asker.mayConfigure ? await store.settings(workspace).catch(() => undefined) : undefined;
  if (!settings) return undefined;
  const offered = await bot.suggest({ command: 'settings', text: 'language' }, workspace, LIMITS.options);
  return { settings, languages: offered.flatMap((one) => /^language ([A-Za-z0-9-]{2,35})$/u.exec(one)?.[1] ?? []) };
}
