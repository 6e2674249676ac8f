import type { types } from '@slack/bolt';
import type { LanguageTag } from '../../core/fact.ts';
import type { PhraseKey, Say } from '../../core/language.ts';
import { AUDIENCES, POSTERS, type Settings } from '../../core/settings.ts';
import { shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';

/** Channels that may be picked; as many as the command `settings` takes. */
const CHANNELS = 50;
/** What the id of a channel looks like; nothing else is passed on. */
const CHANNEL = /^[CG][A-Z0-9]{2,24}$/u;
/** How the ids of the controls begin. */
const CONTROL = 'set-';

type Option = readonly [label: string, change: string];

/** The settings as controls, for those who may change them. Each control holds what to say to the command `settings`.
    `languages`: those that can be chosen. */
export function settingsControls(
  now: Settings,
  languages: readonly LanguageTag[],
  say: Say,
): types.KnownBlock[] {
  const spoken = [...new Set([now.language, ...languages])].map(
    (tag): Option => [languageName(tag), `language ${tag}`],
  );
  const posters = POSTERS.map((one): Option => [say(`setting-${one}`), `posting ${one}`]);
  const audiences = AUDIENCES.map((one): Option => [say(`setting-${one}`), `audience ${one}`]);
  const channels = now.channels === 'all' ? [] : now.channels.filter((id) => CHANNEL.test(id));
  return [
    row(
      say,
      'settings-language',
      languageName(now.language),
      select('language', spoken, `language ${now.language}`),
    ),
    row(
      say,
      'settings-audience',
      say(`setting-${now.audience}`),
      select('audience', audiences, `audience ${now.audience}`),
    ),
    row(
      say,
      'settings-posting',
      say(`setting-${now.posting}`),
      select('posting', posters, `posting ${now.posting}`),
    ),
    row(
      say,
      'settings-channels',
      now.channels === 'all'
        ? say('setting-all')
        : say('settings-channels-count', { count: channels.length }),
      {
        type: 'multi_conversations_select',
        action_id: `${CONTROL}channels`,
        placeholder: { type: 'plain_text', text: shorten(say('setting-all'), LIMITS.header), emoji: false },
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        max_selected_items: CHANNELS,
        ...(channels.length > 0 && { initial_conversations: channels.slice(0, CHANNELS) }),
      },
    ),
    row(say, 'settings-paused', say(now.paused ? 'setting-yes' : 'setting-no'), pause(now.paused, say)),
  ];
}

/** What a changed control says to the command `settings`; undefined for anything else. */
export function changeOf(action: {
  readonly action_id: string;
  readonly value?: string | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_conversations?: readonly string[] | undefined;
}): string | undefined {
  if (!action.action_id.startsWith(CONTROL)) return undefined;
  if (action.selected_conversations) {
    const ids = action.selected_conversations.filter((id) => CHANNEL.test(id)).slice(0, CHANNELS);
    return `channels ${ids.length === 0 ? 'all' : ids.join(',')}`;
  }
  return action.selected_option?.value ?? action.value;
}

function row(
  say: Say,
  key: PhraseKey,
  value: string,
  accessory: types.SectionBlockAccessory,
): types.SectionBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: shorten(say(key, { value }), LIMITS.run), emoji: false },
    accessory,
  };
}

function select(name: string, options: readonly Option[], now: string): types.StaticSelect {
  const written = options.slice(0, LIMITS.options).map(
    ([label, value]): types.PlainTextOption => ({
      text: { type: 'plain_text', text: shorten(label, LIMITS.option), emoji: false },
      value,
    }),
  );
  const chosen = written.find(({ value }) => value === now);
  return {
    type: 'static_select',
    action_id: `${CONTROL}${name}`,
    options: written,
    ...(chosen && { initial_option: chosen }),
  };
}

function pause(paused: boolean, say: Say): types.Button {
  const label = shorten(say(paused ? 'button-resume' : 'button-pause'), LIMITS.button);
  return {
    type: 'button',
    action_id: `${CONTROL}pause`,
    text: { type: 'plain_text', text: label, emoji: false },
    value: paused ? 'resume' : 'pause',
    accessibility_label: label,
  };
}

/** A language in its own name, `español`; its tag where that is not known here. */
function languageName(tag: LanguageTag): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
