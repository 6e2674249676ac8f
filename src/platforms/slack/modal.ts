import type { types } from '@slack/bolt';
import type { z } from 'zod';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Spell } from '../../core/plain.ts';
import type { Bot } from '../../core/ports.ts';
import { clean, cutTyped, shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';
import type { suggestionPayload } from './payload.ts';
import { ASKED, workspaceOf } from './received.ts';
import { renderAnswer } from './render.ts';
import { safe } from './rich-text.ts';

/** Questions that are offered at once; more than fit a screen help nobody. */
const OFFERED = 20;

/** The search: a field that offers questions while somebody types, and below it the answer to the one that was picked,
    or a sentence. Pure, never throws; within Slack's limits for every Answer. There is no *Post here*: a modal belongs
    to no channel. */
export function renderModal(
  say: Say,
  spell: Spell,
  shown: { readonly answer: Answer } | { readonly notice: string } | undefined,
): types.ModalView {
  const blocks: types.KnownBlock[] = [field(say, shown === undefined)];
  if (shown !== undefined) blocks.push({ type: 'divider' });
  if (shown !== undefined && 'notice' in shown) {
    blocks.push({ type: 'section', text: { type: 'plain_text', text: shown.notice, emoji: false } });
  }
  if (shown !== undefined && 'answer' in shown) {
    blocks.push(...renderAnswer(shown.answer, say, { spell, postable: false }).blocks);
  }
  return {
    type: 'modal',
    title: { type: 'plain_text', text: shorten(say('search-heading'), LIMITS.title), emoji: false },
    close: { type: 'plain_text', text: shorten(say('button-close'), LIMITS.title), emoji: false },
    blocks,
  };
}

function field(say: Say, focus: boolean): types.SectionBlock {
  return {
    type: 'section',
    block_id: ASKED,
    text: { type: 'plain_text', text: say('search-text'), emoji: false },
    accessory: {
      type: 'external_select',
      action_id: ASKED,
      placeholder: { type: 'plain_text', text: shorten(say('search-hint'), LIMITS.header), emoji: false },
      min_query_length: 0,
      ...(focus && { focus_on_load: true }),
    },
  };
}

/** What the search's field offers for what was typed so far: questions that can be answered, and last the words
    themselves, which only who typed them sees. */
export async function searchOptions(
  payload: z.infer<typeof suggestionPayload>,
  bot: Bot,
  own: string | undefined,
): Promise<types.PlainTextOption[]> {
  const workspace = workspaceOf(payload.team?.id ?? payload.user.team_id, own);
  const typed = cutTyped(payload.value, LIMITS.optionValue);
  const found = await bot.suggest({ command: 'ask', text: typed }, workspace, OFFERED);
  return [...new Set([...found, typed])].flatMap((text) => {
    const label = shorten(clean(safe(text)), LIMITS.option);
    if (label === '') return [];
    const value = cutTyped(text, LIMITS.optionValue);
    return [{ text: { type: 'plain_text', text: label, emoji: false }, value }];
  });
}
