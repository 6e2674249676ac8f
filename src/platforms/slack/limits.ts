/** What Slack accepts, in one table. Lengths are counted here in UTF-16 units, Slack counts code points: we err to the
    short side. Pages are under https://docs.slack.dev/reference/ unless another source is named. */
export const LIMITS = {
  /** Blocks in a message (block-kit/blocks). */
  blocks: 50,
  /** Text of a header block (block-kit/blocks/header-block). */
  header: 150,
  /** One run of text. Documented for section and context texts; kept for rich text too, which names no limit. */
  run: 3_000,
  /** Label of a button, and its accessibility label (block-kit/block-elements/button-element). */
  button: 75,
  /** Value of a button (same page). */
  value: 2_000,
  /** Address behind a link or a button (same page). */
  url: 3_000,
  /** Elements of one actions block (block-kit/blocks/actions-block). */
  actions: 25,
  /** Options of the three dots (block-kit/block-elements/overflow-menu-element). */
  overflow: 5,
  /** Options of a list, and their labels and values (block-kit/composition-objects/option-object). */
  options: 100,
  option: 75,
  optionValue: 150,
  /** Blocks in a modal or on the Home tab (block-kit/blocks). */
  viewBlocks: 100,
  /** Title of a modal, and its closing button (views/modal-views). */
  title: 24,
  /** `text` of a message, which notifications and screen readers read (methods/chat.postMessage). */
  text: 4_000,
  /** All text in all blocks, addresses included. Undocumented: `msg_blocks_too_long` was seen between 9,597 (accepted)
      and 11,341 (refused), github.com/slackapi/bolt-js/issues/2867. */
  blockText: 9_400,
} as const;

/** Room kept in every card for what stands above a preview and for who posted it, so that a preview and the post that
    follows show the same card. UTF-16 units, and blocks; `note` is the most that one of the two sentences above takes,
    `signature` the most that the line below takes. */
export const RESERVED = { text: 240, blockText: 240, blocks: 2, note: 86, signature: 62 } as const;

/** Largest request body that is read, in bytes; Bolt's own limit is 4 MB. */
export const BODY_BYTES = 256 * 1024;

/** How far a request's timestamp may be from our clock, either way; Bolt refuses only old ones. */
export const CLOCK_SKEW_MS = 5 * 60 * 1000;

export const CALL_MS = 10_000;

/** How long opening a socket may take until Slack says hello. */
export const OPENING_MS = 8_000;

/** How often Slack is asked whether it still takes the token: where nobody asks anything, nothing else would tell. */
export const PROBE_MS = 5 * 60_000;

export const GRACE_MS = 10_000;

/** What of a message is read; Slack's own limit for a message's text is 40,000, a question needs far less. */
export const TYPED = 4_000;

/** Without anything to acknowledge for this long, in milliseconds, it is quiet enough to answer. */
export const QUIET_MS = 10;

/** Milliseconds that the next answer waits for that at most, so 4 a second at least. */
export const PATIENCE_MS = 250;
