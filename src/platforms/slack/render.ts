import type { types } from '@slack/bolt';
import { type Answer, lastLine } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import { fitInto } from '../../core/fit.ts';
import type { Say } from '../../core/language.ts';
import { type FormatCommand, plainText } from '../../core/plain.ts';
import type { CommandCard } from '../../core/ports.ts';
import type { Call } from '../../core/question.ts';
import { clean, severalLines, shorten } from '../../core/text.ts';
import { answerButtons, confirmButtons, type Offers } from './buttons.ts';
import { LIMITS, RESERVED } from './limits.ts';
import { escaped, pageLink, passageBlocks, plainObject, safeLine, sourceBlocks } from './rich-text.ts';

/** No message shows what a link leads to. */
export const UNFURLED = { unfurl_links: false, unfurl_media: false } as const;

export interface SlackMessage {
  /** The whole answer in plain words, escaped; what notifications and screen readers read. At most 4,000 characters. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export interface RenderOptions extends Offers {
  readonly formatCommand: FormatCommand;
  /** Set for a preview of a post: its buttons are *Post it* and *Don't post*. */
  readonly preview?: Preview;
  /** The last line of a card in a channel: who posted it. At most 62 characters, the rest is cut. */
  readonly posted?: string;
}

export interface Preview {
  readonly call: Call;
  /** What only the asker reads, above the card: at most two sentences, each of at most 86 characters, the rest is cut. */
  readonly notes: readonly string[];
}

const TEXT = LIMITS.text - RESERVED.text;

/** Within Slack's limits for every Answer; each claim is there whole, with its sources, in the blocks and in `text`,
    or a sentence says that it did not fit. Pure, never throws. */
export function renderAnswer(answer: Answer, say: Say, options: RenderOptions): SlackMessage {
  const fits = (one: Answer): boolean => {
    if (plain(one, say, options.formatCommand).length > TEXT) return false;
    // Without regard to who sees it, so that a preview and the post that follows leave out the same.
    const blocks = card(one, say, { formatCommand: options.formatCommand, postable: true, searchable: true });
    return blocks.length <= LIMITS.blocks - RESERVED.blocks && textIn(blocks) <= LIMITS.blockText - RESERVED.blockText;
  };
  const fitted = fitInto(answer, say, fits);
  const blocks = card(fitted, say, options);
  const notes = (options.preview?.notes ?? [])
    .slice(0, 2)
    .map((note) => safeLine(note, RESERVED.note))
    .filter((note) => note !== '');
  const signed = signature(options.posted ?? '');
  const words = [...notes.map(written), plain(fitted, say, options.formatCommand), written(signed)];
  return {
    text: words.filter((part) => part !== '').join('\n\n') || '…',
    blocks: notes.length > 0 ? [context(...notes), ...blocks] : blocks,
    ...UNFURLED,
  };
}

const signature = (posted: string): string => safeLine(posted, RESERVED.signature);

/** One sentence of the bot's own, where there is no card to show. */
export function renderNotice(sentence: string): { readonly text: string } {
  return { text: written(shorten(sentence, LIMITS.text / 5)) };
}

function card(answer: Answer, say: Say, options: RenderOptions): types.KnownBlock[] {
  const { citations, sources } = answer;
  const [heading, closing] = [safeLine(answer.heading, LIMITS.header), safeLine(lastLine(answer), LIMITS.run)];
  const blocks: types.KnownBlock[] = [];
  if (heading !== '') blocks.push({ type: 'header', text: plainObject(heading, LIMITS.header) });
  const shown = { formatCommand: options.formatCommand, citations, sources };
  blocks.push(...answer.body.flatMap((passage, at) => passageBlocks(passage, shown, at > 0)));
  if (sources === 'listed' && citations.length > 0) {
    if (answer.body.length > 0) blocks.push({ type: 'divider' });
    blocks.push(...sourceBlocks(citations, say));
  }
  if (closing !== '') blocks.push(context(closing));
  blocks.push(...pageLink(answer.permalink, say('site-own-page')));
  const signed = signature(options.posted ?? '');
  if (signed !== '') blocks.push(context(signed));
  const elements = options.preview
    ? confirmButtons('post', options.preview.call, answer.language, say)
    : answerButtons(answer, say, options);
  if (elements.length > 0) blocks.push({ type: 'actions', elements });
  return blocks;
}

function context(...sentences: readonly string[]): types.ContextBlock {
  return { type: 'context', elements: sentences.map((text) => plainObject(text, LIMITS.run)) };
}

/** For `text`, the one place where Slack still reads markup. */
const written = (text: string): string => escaped(severalLines(text));

/** The whole answer in plain words. When too long, sources lose their details here, then their titles; every claim
    stays, and every source's publisher and address. */
function plain(answer: Answer, say: Say, formatCommand: FormatCommand): string {
  const whole = written(plainText(answer, say, formatCommand));
  if (whole.length <= TEXT) return whole;
  const undescribed = answer.citations.map(({ archivedUrl: _, ...rest }) => ({ ...rest, details: [] }));
  const lean = written(plainText({ ...answer, citations: undescribed }, say, formatCommand));
  if (lean.length <= TEXT || answer.citations.length === 0) return lean;
  const addresses = answer.citations.map(
    ({ number, publisher, url, via }) => `[${number}] ${clean(publisher)}: ${url ?? via?.url ?? say('no-address')}`,
  );
  const claims = plainText({ ...answer, citations: [], closing: '' }, say, formatCommand);
  const sources = `${say('sources')}:\n${addresses.join('\n')}`;
  return written([claims, sources, answer.closing].filter((part) => part !== '').join('\n\n'));
}

/** A sentence that asks whether to post all the same, with its two buttons. */
export function renderInsist(sentence: string, call: Call, language: LanguageTag, say: Say): SlackMessage {
  const words = safeLine(sentence, LIMITS.run);
  return {
    text: renderNotice(words).text,
    blocks: [
      { type: 'section', text: plainObject(words, LIMITS.run) },
      { type: 'actions', elements: confirmButtons('insist', call, language, say) },
    ],
    ...UNFURLED,
  };
}

/** All text and all addresses in the blocks, as Slack might count them for `msg_blocks_too_long`; UTF-16 units. */
export function textIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = (key: string, one: string): number => (key === 'text' || key === 'url' ? one.length : 0);
  const sizes = Object.entries(value).map(([key, one]) => (typeof one === 'string' ? own(key, one) : textIn(one)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A name as a card may carry it: neither a mention nor a link nor markup, whatever is around it. Never empty. */
export function safeName(given: string | undefined): string {
  const words = clean((given ?? '').slice(0, 400))
    .replace(/[^\p{L}\p{M}\p{N}'’ -]+/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim();
  return shorten(words, 40) || '…';
}

/** `/ask what is the UIP?`; without a slash of its own after the first that has one: `/boycott fact salesforce.uip`. */
export function formatCommandWith(commands: readonly CommandCard[]): FormatCommand {
  const first = commands.find((card) => card.slash);
  return ({ command, text }) => {
    const card = commands.find(({ name, slash }) => slash && name === command);
    const words = card ? [`/${card.typed}`, text] : [`/${first?.typed ?? 'boycott'}`, command, text];
    return words.filter((word) => word !== '').join(' ');
  };
}
