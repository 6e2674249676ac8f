import { wrapping } from '../../core/variables.ts';

/** Forms of what Slack hands out, and what each is called on its pages. `home`: the variable that wants it. */
const FORMS: readonly { readonly form: RegExp; readonly is: string; readonly home?: string }[] = [
  { form: /^xoxb-/iu, is: 'a bot token (xoxb-…)', home: 'SLACK_BOT_TOKEN' },
  { form: /^xapp-/iu, is: 'an app token (xapp-…)', home: 'SLACK_APP_TOKEN' },
  { form: /^xoxp-/iu, is: 'a user token (xoxp-…), which would act as a person' },
  { form: /^xoxe[.-]/iu, is: 'a token that expires (xoxe…): turn token rotation off for this app' },
  { form: /^xox[a-z]-/iu, is: 'a token of another kind' },
  {
    form: /^[0-9a-f]{32}$/iu,
    is: 'a secret of 32 letters and digits, such as the signing secret or the client secret',
  },
  { form: /^\d{8,}\.\d{8,}$/u, is: 'the client id' },
  { form: /^A[0-9A-Z]{8,12}$/u, is: 'the app’s id' },
  { form: /^https?:/iu, is: 'a link' },
  { form: /^[\w-]{17,}\.[\w-]{6,}\.[\w-]{20,}$/u, is: 'a token of Discord' },
];

/** Why a value is not what a variable wants, as the end of a sentence that begins with the variable's name; undefined when
    nothing more than its form is wrong. The value itself is not in it. */
export function keyFault(name: string, value: string): string | undefined {
  const wrapped = wrapping(value);
  if (wrapped !== undefined) return wrapped;
  if (/^Bearer\s/iu.test(value)) return 'begins with the word “Bearer”: leave it out';
  if (name === 'SLACK_PORT') return /^-?\d+$/u.test(value) ? 'is no port' : 'is no number';
  if (name === 'SLACK_ADMINS') return adminsFault(value);
  if (/\s/u.test(value)) return 'has a space or a line break in it: copy it again, alone';
  const found = FORMS.find(({ form }) => form.test(value));
  if (found?.home === name) return 'was cut, or has characters in it that do not belong there';
  return found && `holds ${found.is}${found.home === undefined ? '' : `, which belongs in ${found.home}`}`;
}

function adminsFault(value: string): string | undefined {
  if (/xox|xapp-/iu.test(value)) return 'holds a token, which belongs in a line of its own';
  if (/[^\s@<]@/u.test(value)) return 'holds an e-mail address; it wants member ids';
  if (/[@<]/u.test(value)) return 'holds a name or a mention; it wants member ids';
  if (/[;\s]/u.test(value.replace(/\s*,\s*/gu, ','))) return 'wants commas between the ids';
  if (/(^|,)\s*[CGTAB][A-Z0-9]{6,}/u.test(value))
    return 'holds an id of something else than a person: those begin with U or W';
  return undefined;
}
