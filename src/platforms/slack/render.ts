import type { types } from '@slack/bolt';
import type { Action, Answer } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import { fitInto } from '../../core/fit.ts';
import type { Say } from '../../core/language.ts';
import { plainText, type Spell } from '../../core/plain.ts';
import type { Call } from '../../core/question.ts';
import { clean, shorten } from '../../core/text.ts';
import { LIMITS, RESERVED } from './limits.ts';
import { type Press, writePress } from './press.ts';
import { linkable, pageLink, passageBlocks, safe, sourceBlocks } from './rich-text.ts';

export interface SlackMessage {
  /** The whole answer in plain words, escaped; what notifications and screen readers read. At most 4,000 characters. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export interface RenderOptions {
  readonly spell: Spell;
  /** Whether *Post here* may be offered where this goes. */
  readonly postable: boolean;
  /** Set for a preview of a post: its buttons are *Post it* and *Don't post*. */
  readonly preview?: Preview;
  /** The last line of a card in a channel: who posted it. At most 62 characters, the rest is cut. */
  readonly posted?: string;
  /** Whether the search may be offered below a refusal. */
  readonly searchable?: boolean;
}

export interface Preview {
  /** Gives the card again. */
  readonly call: Call;
  /** What only the asker reads, above the card: at most two sentences, each of at most 86 characters, the rest is cut. */
  readonly notes: readonly string[];
}

const TEXT = LIMITS.text - RESERVED.text;

/** Pure, never throws. Within Slack's limits for every Answer; each claim is there whole, with its sources, in the
    blocks and in `text`, or a sentence says that it did not fit. */
export function renderAnswer(answer: Answer, say: Say, options: RenderOptions): SlackMessage {
  const fits = (one: Answer): boolean => {
    if (plain(one, say, options.spell).length > TEXT) return false;
    // Without regard to who sees it, so that a preview and the post that follows leave out the same.
    const blocks = card(one, say, { spell: options.spell, postable: true, searchable: true });
    return (
      blocks.length <= LIMITS.blocks - RESERVED.blocks &&
      textIn(blocks) <= LIMITS.blockText - RESERVED.blockText
    );
  };
  const fitted = fitInto(answer, say, fits);
  const blocks = card(fitted, say, options);
  const notes = (options.preview?.notes ?? [])
    .slice(0, 2)
    .map((note) => shorten(clean(safe(note)), RESERVED.note))
    .filter((note) => note !== '');
  const signed = signature(options.posted ?? '');
  const words = [...notes.map(escaped), plain(fitted, say, options.spell), escaped(signed)];
  return {
    text: words.filter((part) => part !== '').join('\n\n') || '…',
    blocks: notes.length > 0 ? [context(...notes), ...blocks] : blocks,
    unfurl_links: false,
    unfurl_media: false,
  };
}

const signature = (posted: string): string => shorten(clean(safe(posted)), RESERVED.signature);

/** One sentence of the bot's own, where there is no card to show. */
export function renderNotice(sentence: string): { readonly text: string } {
  return { text: escaped(shorten(sentence, LIMITS.text / 5)) };
}

function card(answer: Answer, say: Say, options: RenderOptions): types.KnownBlock[] {
  const heading = shorten(clean(safe(answer.heading)), LIMITS.header);
  const closing = shorten(clean(safe(answer.closing)), LIMITS.run);
  const blocks: types.KnownBlock[] = [];
  if (heading !== '')
    blocks.push({ type: 'header', text: { type: 'plain_text', text: heading, emoji: false } });
  blocks.push(...answer.body.flatMap((passage, at) => passageBlocks(passage, options.spell, at > 0)));
  if (answer.citations.length > 0 && answer.body.length > 0) blocks.push({ type: 'divider' });
  blocks.push(...sourceBlocks(answer.citations, say));
  if (closing !== '') blocks.push(context(closing));
  blocks.push(...pageLink(answer.permalink, say('site-own-page')));
  const signed = signature(options.posted ?? '');
  if (signed !== '') blocks.push(context(signed));
  const elements = options.preview
    ? confirmation('post', options.preview.call, answer.language, say)
    : buttons(answer, say, options);
  if (elements.length > 0) blocks.push({ type: 'actions', elements });
  return blocks;
}

function context(...sentences: readonly string[]): types.ContextBlock {
  return {
    type: 'context',
    elements: sentences.map((text) => ({ type: 'plain_text', text, emoji: false })),
  };
}

/** Escaped for `text`, the one place where Slack still reads markup. */
function escaped(text: string): string {
  return safe(text).replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/** The whole answer in plain words. When that is too long, the blocks alone describe the sources as witnesses, and
    then alone hold their titles; every claim stays, and every source's publisher and address. */
function plain(answer: Answer, say: Say, spell: Spell): string {
  const whole = escaped(plainText(answer, say, spell));
  if (whole.length <= TEXT) return whole;
  const undescribed = answer.citations.map(({ archivedUrl: _, ...rest }) => ({ ...rest, details: [] }));
  const lean = escaped(plainText({ ...answer, citations: undescribed }, say, spell));
  if (lean.length <= TEXT || answer.citations.length === 0) return lean;
  const addresses = answer.citations.map(
    ({ number, publisher, url, via }) =>
      `[${number}] ${clean(publisher)}: ${url ?? via?.url ?? say('no-address')}`,
  );
  const claims = plainText({ ...answer, citations: [], closing: '' }, say, spell);
  const sources = `${say('sources')}:\n${addresses.join('\n')}`;
  return escaped([claims, sources, answer.closing].filter((part) => part !== '').join('\n\n'));
}

function buttons(answer: Answer, say: Say, options: RenderOptions): types.Button[] {
  const { language } = answer;
  const own = answer.actions
    .slice(0, LIMITS.actions - 3)
    .flatMap((action, index) => actionButton(action, index, answer));
  const feedback = answer.feedback
    ? callButton('feedback', say('button-feedback'), { kind: 'ask', call: answer.feedback, language })
    : [];
  const post =
    answer.share && options.postable
      ? callButton('post', say('button-post'), { kind: 'preview', call: answer.share, language })
      : [];
  const search = options.searchable && answer.outcome === 'unknown' ? searchButton(say) : [];
  return [...own, ...feedback, ...post, ...search];
}

/** Opens the search, where a question can be found while it is typed. */
export function searchButton(say: Say): types.Button[] {
  return callButton('search', say('button-search'), { kind: 'search' });
}

/** A choice is answered in its own place, and so is the question what is wrong: what was picked need not stay. */
function actionButton(action: Action, index: number, { outcome, language }: Answer): types.Button[] {
  if ('call' in action) {
    const { label, call } = action;
    const settles = outcome === 'choose' || outcome === 'unknown' || call.command === 'feedback';
    return callButton(`ask-${index}`, label, { kind: settles ? 'pick' : 'ask', call, language });
  }
  const url = linkable(action.url);
  if (!url) return [];
  const label = shorten(clean(safe(action.label)), LIMITS.button) || '…';
  const leads = ` (${shorten(new URL(url).hostname, LIMITS.button / 2)})`;
  return [
    {
      type: 'button',
      action_id: `open-${index}`,
      text: { type: 'plain_text', text: label, emoji: false },
      url,
      accessibility_label: `${shorten(label, LIMITS.button - leads.length)}${leads}`,
    },
  ];
}

function callButton(id: string, label: string, press: Press, style?: 'primary'): types.Button[] {
  const value = writePress(press);
  if (value.length > LIMITS.value) return [];
  const words = shorten(clean(safe(label)), LIMITS.button) || '…';
  return [
    {
      type: 'button',
      action_id: id,
      text: { type: 'plain_text', text: words, emoji: false },
      value,
      accessibility_label: words,
      ...(style && { style }),
    },
  ];
}

function confirmation(kind: 'post' | 'insist', call: Call, language: LanguageTag, say: Say): types.Button[] {
  const label = say(kind === 'post' ? 'button-confirm-post' : 'button-insist-post');
  return [
    ...callButton('confirm', label, { kind, call, language }, 'primary'),
    ...callButton('cancel', say('button-cancel'), { kind: 'cancel' }),
  ];
}

/** A sentence that asks whether to post all the same, with its two buttons. */
export function renderInsist(sentence: string, call: Call, language: LanguageTag, say: Say): SlackMessage {
  const words = shorten(clean(safe(sentence)), LIMITS.run);
  return {
    text: renderNotice(words).text,
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: words, emoji: false } },
      { type: 'actions', elements: confirmation('insist', call, language, say) },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** All text and all addresses in the blocks, as Slack might count them for `msg_blocks_too_long`; UTF-16 units. */
export function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, one] of Object.entries(value)) {
    sum += typeof one === 'string' ? (key === 'text' || key === 'url' ? one.length : 0) : textIn(one);
  }
  return sum;
}
