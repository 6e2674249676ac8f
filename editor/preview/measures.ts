import type { Answer } from '../../src/core/answer.ts';
import type { Fact, LanguageTag } from '../../src/core/fact.ts';
import { WORDING_LIMITS } from '../../src/facts/schema/fact.ts';
import { LIMITS as DISCORD } from '../../src/platforms/discord/limits.ts';
import { LIMITS as SLACK } from '../../src/platforms/slack/limits.ts';
import { textIn } from '../../src/platforms/slack/render.ts';
import { discordForm, type FormTools, slackForm } from './forms.ts';
import { field, isFields } from './payload.ts';

/** How much of a limit something uses. */
export interface Measure {
  readonly of: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'characters' | 'blocks' | 'components';
}

/** The texts of one wording, and its longest question; UTF-16 units. */
export function wordingMeasures(fact: Fact, language: LanguageTag): readonly Measure[] {
  const wording = fact.wordings.get(language);
  if (!wording) return [];
  const longest = Math.max(0, ...wording.questions.map((one) => one.length));
  const measure = (of: string, used: number, limit: number): Measure => ({
    of,
    used,
    limit,
    unit: 'characters',
  });
  return [
    measure('claim', wording.claim.length, WORDING_LIMITS.claim),
    ...(wording.caveat === undefined
      ? []
      : [measure('caveat', wording.caveat.length, WORDING_LIMITS.caveat)]),
    measure('longest question', longest, WORDING_LIMITS.question),
  ];
}

/** A card as the messages that really carry it into a channel. */
export function cardMeasures(card: Answer, tools: FormTools): readonly Measure[] {
  const onSlack = slackForm(card, 'public', tools)?.body;
  const onDiscord = measured(field(discordForm(card, 'public', tools)?.body, 'components'));
  const blocks = field(onSlack, 'blocks');
  const text = field(onSlack, 'text');
  return [
    {
      of: 'Slack, text in blocks',
      used: textIn(blocks),
      limit: SLACK.blockText,
      unit: 'characters',
    },
    {
      of: 'Slack, plain text',
      used: typeof text === 'string' ? text.length : 0,
      limit: SLACK.text,
      unit: 'characters',
    },
    {
      of: 'Slack, blocks',
      used: Array.isArray(blocks) ? blocks.length : 0,
      limit: SLACK.blocks,
      unit: 'blocks',
    },
    { of: 'Discord, text', used: onDiscord.text, limit: DISCORD.text, unit: 'characters' },
    { of: 'Discord, components', used: onDiscord.count, limit: DISCORD.components, unit: 'components' },
  ];
}

/** How many components, nested ones counted, and the text that they show. */
function measured(components: unknown): { readonly count: number; readonly text: number } {
  let count = 0;
  let text = 0;
  for (const one of Array.isArray(components) ? components.filter(isFields) : []) {
    const inside = measured(one['components']);
    count += 1 + inside.count;
    text += inside.text + (typeof one['content'] === 'string' ? one['content'].length : 0);
  }
  return { count, text };
}
