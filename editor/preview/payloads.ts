import { commandCards } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Language, Say } from '../../src/core/language.ts';
import { formatCommandFor } from '../../src/platforms/discord/commands.ts';
import { signature } from '../../src/platforms/discord/deliver.ts';
import { FLAGS } from '../../src/platforms/discord/limits.ts';
import * as discord from '../../src/platforms/discord/render.ts';
import * as slack from '../../src/platforms/slack/render.ts';

/** One body as it would travel to a platform. */
export interface Payload {
  readonly platform: 'slack' | 'discord';
  /** What it is to the platform, in the words of the validators: `message`, `modal`, `create_interaction_response`. */
  readonly kind: string;
  /** What was said and pressed to get it: `fact: an id, /fact, post, confirm`. */
  readonly name: string;
  readonly body: unknown;
}

/** Where a message goes: to the asker alone, into a channel, or to whoever pressed *Post here*. */
export type Form = 'private' | 'public' | 'preview';

export interface FormTools {
  /** The bot's sentences, in the answer's language. */
  readonly say: Say;
  readonly poster: string;
  /** What commands are called in; in English alone when left out. */
  readonly languages?: readonly Language[];
  /** What the reader's client is in, where that is known. */
  readonly reader?: LanguageTag;
}

/** The message that Slack is really sent for an answer; a `preview` is undefined for one that can't be posted. */
export function slackForm(answer: Answer, form: Form, { say, poster, languages }: FormTools): Payload | undefined {
  if (form === 'preview' && !answer.share) return undefined;
  const formatCommand = slack.formatCommandWith(commandCards({}, languages));
  const posted = say('posted-by', { name: slack.safeName(poster) });
  const notes = [say('post-preview'), say('post-shared-maybe')];
  const preview = answer.share && { preview: { call: answer.share, notes } };
  const options: slack.RenderOptions = {
    private: { formatCommand, postable: true, searchable: true },
    public: { formatCommand, postable: false, posted },
    preview: { formatCommand, postable: false, posted, ...preview },
  }[form];
  const kind = form === 'public' ? 'message' : 'ephemeral';
  return { platform: 'slack', kind, name: form, body: slack.renderAnswer(answer, say, options) };
}

/** As `slackForm`, for Discord: as a card or as the plain text that takes its place where a card is refused. */
export function discordForm(
  answer: Answer,
  form: Form,
  { say, poster, languages, reader }: FormTools,
  shape: 'card' | 'plain' = 'card',
): Payload | undefined {
  if (form === 'preview' && !answer.share) return undefined;
  const shown = form === 'public' ? undefined : reader;
  const options: discord.RenderOptions = {
    formatCommand: formatCommandFor(commandCards({}, languages), shown),
    reader: shown,
    buttons: form,
    ...(form !== 'private' && { signature: signature(poster, say) }),
    ...(form === 'preview' && { notice: say('post-preview') }),
  };
  const body = (shape === 'card' ? discord.renderAnswer : discord.renderPlain)(answer, say, options);
  const name = shape === 'card' ? form : `${form}, plain`;
  if (form === 'public') return { platform: 'discord', kind: 'create_message', name, body };
  const data = { ...body, flags: body.flags | FLAGS.ephemeral };
  return { platform: 'discord', kind: 'create_interaction_response', name, body: { type: 4, data } };
}

/** Slack's Block Kit Builder, which checks a payload and shows it as Slack does; undefined where there are no blocks. */
export function builderUrl({ body }: Payload): string | undefined {
  const blocks: unknown = Reflect.get(Object(body), 'blocks');
  if (!Array.isArray(blocks)) return undefined;
  return `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify({ blocks }))}`;
}
