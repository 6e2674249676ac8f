import type { LanguageTag } from '../../core/fact.ts';

/** Every locale that Discord shows itself in (reference: locales). */
export const LOCALES = [
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
] as const;

/** Languages whose locales are not called after them: both forms of Norwegian, and Chinese, which is written in two ways. */
const CALLED_OTHERWISE: ReadonlyMap<LanguageTag, readonly string[]> = new Map([
  ['nb', ['no']],
  ['nn', ['no']],
  ['zh', ['zh-CN']],
  ['zh-Hans', ['zh-CN']],
  ['zh-Hant', ['zh-TW']],
]);

/** The locales of Discord in which a language is shown: `es` → `es-ES`, `es-419`. Empty for one that Discord lacks. */
export function localesOf(tag: LanguageTag): readonly string[] {
  return (
    CALLED_OTHERWISE.get(tag) ?? LOCALES.filter((locale) => locale === tag || locale.split('-')[0] === tag)
  );
}

/** The language of a locale: `es-ES` and `es-419` are `es`. Undefined for what is no locale. */
export function languageOf(locale: string | undefined): LanguageTag | undefined {
  const tag = locale?.split('-')[0];
  return tag !== undefined && /^[a-z]{2,3}$/u.test(tag) ? tag : undefined;
}
