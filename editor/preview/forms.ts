import { commandCards } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Language, Say } from '../../src/core/language.ts';
import { formatCommandFor } from '../../src/platforms/discord/forms.ts';
import { FLAGS } from '../../src/platforms/discord/limits.ts';
import { signature } from '../../src/platforms/discord/post.ts';
import * as discord from '../../src/platforms/discord/render.ts';
import * as slack from '../../src/platforms/slack/render.ts';
import { formatCommandWith, safeName } from '../../src/platforms/slack/render.ts';
import type { Payload } from './payload.ts';

/** Where a message goes: to the asker alone, into a channel, or to whoever pressed *Post here*. */
export type Form = 'private' | 'public' | 'preview';

export interface FormTools {
  /** The bot's sentences, in the answer's language. */
  readonly say: Say;
  /** Whoever posts a card, as the platform names them. */
  readonly poster: string;
  /** What commands are called in; in English alone when left out. */
  readonly languages?: readonly Language[];
  /** What the reader's client is in, where that is known. */
  readonly reader?: LanguageTag;
}

/** The message that Slack is really sent for an answer, in one form; `preview` needs an answer that can be posted, and is
    undefined for any other. */
export function slackForm(answer: Answer, form: Form, tools: FormTools): Payload | undefined {
  const { say, poster } = tools;
  const posted = say('posted-by', { name: safeName(poster) });
  const body = (options: Omit<slack.RenderOptions, 'formatCommand'>): unknown =>
    slack.renderAnswer(answer, say, {
      formatCommand: formatCommandWith(commandCards({}, tools.languages)),
      ...options,
    });
  switch (form) {
    case 'private':
      return payload('slack', 'ephemeral', form, body({ postable: true, searchable: true }));
    case 'public':
      return payload('slack', 'message', form, body({ postable: false, posted }));
    case 'preview': {
      if (!answer.share) return undefined;
      const notes = [say('post-preview'), say('post-shared-maybe')];
      const preview = { call: answer.share, notes };
      return payload('slack', 'ephemeral', form, body({ postable: false, posted, preview }));
    }
  }
}

/** The message that Discord is really sent for an answer, in one form, as a card or as the plain text that takes its
    place where a card is refused. As `slackForm`. */
export function discordForm(
  answer: Answer,
  form: Form,
  tools: FormTools,
  shape: 'card' | 'plain' = 'card',
): Payload | undefined {
  if (form === 'preview' && !answer.share) return undefined;
  const { say, poster, languages, reader } = tools;
  const render = shape === 'card' ? discord.renderAnswer : discord.renderPlain;
  const formatCommand = formatCommandFor(commandCards({}, languages), form === 'public' ? undefined : reader);
  const body = render(answer, say, { formatCommand, reader, ...discordOptions(form, poster, say) });
  const name = shape === 'card' ? form : `${form}, plain`;
  if (form === 'public') return payload('discord', 'create_message', name, body);
  const data = { ...body, flags: body.flags | FLAGS.ephemeral };
  return payload('discord', 'create_interaction_response', name, { type: 4, data });
}

function discordOptions(form: Form, poster: string, say: Say): discord.RenderOptions {
  switch (form) {
    case 'private':
      return { buttons: 'private' };
    case 'public':
      return { buttons: 'public', signature: signature(poster, say), reader: undefined };
    case 'preview':
      return { buttons: 'preview', notice: say('post-preview'), signature: signature(poster, say) };
  }
}

function payload(platform: Payload['platform'], kind: string, name: string, body: unknown): Payload {
  return { platform, kind, name, body };
}
