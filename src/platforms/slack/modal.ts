import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { Bot } from '../../core/ports.ts';
import { cutTyped } from '../../core/text.ts';
import { LIMITS } from './limits.ts';
import { type Received, SEARCH_FIELD } from './receive.ts';
import { renderAnswer } from './render.ts';
import { plainObject, safeLine } from './rich-text.ts';

/** Questions that are offered at once; more than fit a screen help nobody. */
const OFFERED = 20;

/** The search: a field that offers questions while somebody types, and below it the answer to the one that was picked,
    or a sentence. Pure, never throws; within Slack's limits for every Answer. There is no *Post here*: a modal belongs
    to no channel. */
export function renderModal(
  say: Say,
  formatCommand: FormatCommand,
  shown?: Answer | string,
): types.ModalView {
  const blocks: types.KnownBlock[] = [field(say, shown === undefined)];
  if (shown !== undefined) blocks.push({ type: 'divider' });
  if (typeof shown === 'string') blocks.push({ type: 'section', text: plainObject(shown, LIMITS.run) });
  else if (shown) blocks.push(...renderAnswer(shown, say, { formatCommand, postable: false }).blocks);
  return {
    type: 'modal',
    title: plainObject(say('search-heading'), LIMITS.title),
    close: plainObject(say('button-close'), LIMITS.title),
    blocks,
  };
}

function field(say: Say, focus: boolean): types.SectionBlock {
  return {
    type: 'section',
    block_id: SEARCH_FIELD,
    text: plainObject(say('search-text'), LIMITS.run),
    accessory: {
      type: 'external_select',
      action_id: SEARCH_FIELD,
      placeholder: plainObject(say('search-hint'), LIMITS.header),
      min_query_length: 0,
      ...(focus && { focus_on_load: true }),
    },
  };
}

/** What the search's field offers for what was typed so far: questions that can be answered, and last the words
    themselves, which only who typed them sees. */
export async function searchOptions(
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
