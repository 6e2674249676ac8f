import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { Settings } from '../../core/settings.ts';
import { searchButton } from './buttons.ts';
import type { SlackTools } from './deliver.ts';
import { LIMITS } from './limits.ts';
import type { Received } from './receive.ts';
import { renderAnswer } from './render.ts';
import { passageBlocks } from './rich-text.ts';
import { settingsControls } from './settings-controls.ts';

/** What the app's own page shows, from top to bottom. */
export interface HomePage {
  readonly help: Answer;
  readonly companies: Answer;
  /** The dossier of the first company: its topics become buttons. */
  readonly dossier?: Answer;
  readonly settings: Answer;
  /** Set for those who may change the settings: they get controls instead of text. */
  readonly controls?: { readonly settings: Settings; readonly languages: readonly LanguageTag[] };
  /** What came of the change that was just made. */
  readonly changed?: Answer;
  readonly privacy: Answer;
}

type HomeEvent = Extract<Received, { kind: 'home' }>;

/** Asks the bot for everything that its own page shows, after a change if one was made, and shows it. Never rejects. */
export async function showHome({ question, change }: HomeEvent, slack: SlackTools): Promise<void> {
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
    ...(first && { dossier: await ask(first.command, first.text) }),
    ...(changed && { changed }),
    ...(await controlsFor(question, slack)),
  };
  const view = renderHome(page, slack.say(help.language), slack.formatCommand);
  await slack.client.publishHome(question.asker.id, view);
}

/** Nothing when the asker may not change the settings, or when they can't be known. */
async function controlsFor(
  { asker, workspace }: HomeEvent['question'],
  { bot, store }: SlackTools,
): Promise<Pick<HomePage, 'controls'>> {
  if (!asker.mayConfigure) return {};
  try {
    const settings = await store.settings(workspace);
    const offered = await bot.suggest({ command: 'settings', text: 'language' }, workspace, LIMITS.options);
    const languages = offered.flatMap((one) => /^language ([A-Za-z0-9-]{2,35})$/u.exec(one)?.[1] ?? []);
    return { controls: { settings, languages } };
  } catch {
    return {};
  }
}

/** Pure, never throws. Within Slack's limits for every Answer: where the page would be too long, its longest section is
    left out whole; all that it shows can be asked for. */
export function renderHome(page: HomePage, say: Say, formatCommand: FormatCommand): types.HomeView {
  const cardOf = (answer: Answer, buttons: boolean): types.KnownBlock[] =>
    renderAnswer(answer, say, { formatCommand, postable: false }).blocks.filter(
      (block) => buttons || block.type !== 'actions',
    );
  const sections = [
    [
      ...cardOf(page.help, false),
      { type: 'actions', elements: searchButton(say) },
    ] satisfies types.KnownBlock[],
    cardOf(page.companies, true),
    page.dossier ? topics(page.dossier, cardOf(page.dossier, true)) : [],
    page.controls
      ? settings(page.settings, page.controls, page.changed, say, formatCommand)
      : cardOf(page.settings, false),
    cardOf(page.privacy, false),
  ].filter((section) => section.length > 0);
  while (blocksIn(sections) > LIMITS.viewBlocks) {
    const longest = Math.max(...sections.map((section) => section.length));
    sections.splice(
      sections.findIndex((section) => section.length === longest),
      1,
    );
  }
  const blocks = sections.flatMap((section, index): types.KnownBlock[] =>
    index === 0 ? section : [{ type: 'divider' }, ...section],
  );
  return { type: 'home', blocks };
}

const blocksIn = (sections: readonly (readonly unknown[])[]): number =>
  sections.reduce((sum, section) => sum + section.length + 1, 0);

/** The name of a company, how new what is held on it is, and the buttons below its dossier. */
function topics({ actions }: Answer, card: readonly types.KnownBlock[]): types.KnownBlock[] {
  if (actions.length === 0) return [];
  return card.filter(({ type }) => type !== 'rich_text');
}

function settings(
  { heading }: Answer,
  controls: NonNullable<HomePage['controls']>,
  changed: Answer | undefined,
  say: Say,
  formatCommand: FormatCommand,
): types.KnownBlock[] {
  const [told] = changed?.body ?? [];
  const title = passageBlocks({ title: heading, lines: [], facts: [], rank: 0 }, formatCommand);
  return [
    ...title,
    ...(told ? passageBlocks(told, formatCommand) : []),
    ...settingsControls(controls.settings, controls.languages, say),
  ];
}
