/** What Discord refuses beyond. Lengths are counted in UTF-16 units, which is never less than Discord counts.
    Sources, all under https://docs.discord.com/developers/: M resources/message, C components/reference,
    I interactions/receiving-and-responding, A interactions/application-commands, G events/gateway. */
export const LIMITS = {
  /** Text of a classic message (M). */
  content: 2_000,
  /** Components of one message, nested ones counted (C). */
  components: 40,
  /** Text of all text displays of one message together (C). */
  text: 4_000,
  /** Buttons in one action row (C). */
  buttonsInRow: 5,
  /** Rows under a card; Discord takes five of a classic message (C), and more than two push the card off a phone. */
  rowsOfButtons: 2,
  /** Options of a menu; their labels and values are as long as a `custom_id` (C). */
  options: 25,
  /** `custom_id`, unique in a message (C). */
  customId: 100,
  label: 80,
  /** Address of a link button (C). */
  buttonUrl: 512,
  /** Choices of one autocompletion, and the length of each (I, A). */
  choices: 25,
  choice: 100,
  /** Description of a command's option (A). */
  commandDescription: 100,
  /** Choices that an option may have, and the length of a command's and an option's name (A). */
  optionChoices: 25,
  commandName: 32,
  /** What somebody may type into an option (A allows 6,000; nobody asks that much), and into one for a whole text. */
  option: 400,
  passage: 2_000,
  /** A message that is picked: as long as Discord lets anybody write one. */
  message: 4_000,
  /** What somebody is called who posted a card; Discord's own names have 32 at most. */
  name: 40,
  /** Logins that Discord allows in 24 hours; beyond it resets the token (G). */
  identifiesInDay: 1_000,
} as const;

/** Bits of a message's `flags` (M). */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** How long things may take; milliseconds. */
export const TIMES = {
  /** Discord wants the first response within 3 s (I); the rest is for the network. */
  firstResponse: 2_000,
  /** As long as it makes sense to say the first response again when Discord did not take it. */
  interaction: 2_800,
  /** One try of that takes half of what is left, and this. */
  callback: 200,
  /** After this a deferred answer is given up with a sentence; the interaction's token would live 15 minutes (I). */
  answer: 60_000,
  /** Discord wants choices within 3 s (I). */
  suggest: 2_000,
  request: 10_000,
  /** A rate limit that asks for a longer wait is given up: an interaction's first response would come too late. */
  rateLimit: 2_000,
  stop: 10_000,
  /** A heartbeat is answered about every 41 s (G): three missed ones are an outage. */
  silence: 130_000,
  /** What the store may take to say whether a card may be posted, beyond what the answer took. */
  claim: 500,
  start: 60_000,
  day: 86_400_000,
} as const;

/** Our own ceiling on logins in 24 hours: far enough from Discord's that a loop of invalid sessions never costs the token. */
export const IDENTIFY_BUDGET = 200;

/** Logins allowed when Discord says that `left` remain: a reserve stays, so that a loop of restarts stops too. */
export function loginsAllowed(left: number): number {
  const reserve = LIMITS.identifiesInDay - IDENTIFY_BUDGET;
  return Math.min(IDENTIFY_BUDGET, Math.max(0, left - reserve / 2));
}

/** Guilds 1 + GuildMessages 512 + DirectMessages 4096 (G), none privileged: mentions carry their text without that. */
export const INTENTS = 4_609;

/** To view channels (1<<10), send messages (1<<11), also in threads (1<<38), and read history (1<<16), without which a
    reply can't point at its mention. */
export const INVITE_PERMISSIONS = '274877975552';

/** Where applications are made and looked after. */
export const PORTAL = 'https://discord.com/developers/applications';
