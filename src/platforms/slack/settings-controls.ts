import type { types } from '@slack/bolt';
import type { LanguageTag } from '../../core/fact.ts';
import type { PhraseKey, Say } from '../../core/language.ts';
import { AUDIENCES, POSTERS, type Settings } from '../../core/settings.ts';
import { LIMITS } from './limits.ts';
import { plainObject } from './rich-text.ts';

/** Channels that may be picked; as many as the command `settings` takes. */
const CHANNELS = 50;
/** What the id of a channel looks like; nothing else is passed on. */
const CHANNEL = /^[CG][A-Z0-9]{2,24}$/u;
/** How the ids of the controls begin. */
const CONTROL = 'set-';

type Option = readonly [label: string, change: string];
type Setting = (typeof AUDIENCES | typeof POSTERS)[number];

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
  const channels = now.channels === 'all' ? [] : now.channels.filter((id) => CHANNEL.test(id));
  const chosen = (name: 'posting' | 'audience', values: readonly Setting[]): types.SectionBlock => {
    const options = values.map((one): Option => [say(`setting-${one}`), `${name} ${one}`]);
    return row(say, `settings-${name}`, say(`setting-${now[name]}`), select(name, options, now[name]));
  };
  return [
    row(say, 'settings-language', languageName(now.language), select('language', spoken, now.language)),
    chosen('audience', AUDIENCES),
    chosen('posting', POSTERS),
    row(
      say,
      'settings-channels',
      now.channels === 'all'
        ? say('setting-all')
        : say('settings-channels-count', { count: channels.length }),
      {
        type: 'multi_conversations_select',
        action_id: `${CONTROL}channels`,
        placeholder: plainObject(say('setting-all'), LIMITS.header),
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        max_selected_items: CHANNELS,
        ...(channels.length > 0 && { initial_conversations: channels.slice(0, CHANNELS) }),
      },
    ),
    row(say, 'settings-paused', say(now.paused ? 'setting-yes' : 'setting-no'), pauseButton(now.paused, say)),
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
    text: plainObject(say(key, { value }), LIMITS.run),
    accessory,
  };
}

function select(name: string, options: readonly Option[], now: string): types.StaticSelect {
  const written = options
    .slice(0, LIMITS.options)
    .map(([label, value]): types.PlainTextOption => ({ text: plainObject(label, LIMITS.option), value }));
  const chosen = written.find(({ value }) => value === `${name} ${now}`);
  return {
    type: 'static_select',
    action_id: `${CONTROL}${name}`,
    options: written,
    ...(chosen && { initial_option: chosen }),
  };
}

function pauseButton(paused: boolean, say: Say): types.Button {
  const text = plainObject(say(paused ? 'button-resume' : 'button-pause'), LIMITS.button);
  return {
    type: 'button',
    action_id: `${CONTROL}pause`,
    text,
    value: paused ? 'resume' : 'pause',
    accessibility_label: text.text,
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
