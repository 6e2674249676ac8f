/** How long an event's id is remembered: Slack repeats an event within hours, Discord within minutes. */
export const SIGHT_MS = 24 * 60 * 60 * 1000;
/** Ids remembered, the oldest go first: about 10 MB, more than a day's questions of any workspace. */
export const SIGHTS = 100_000;
/** Milliseconds that a database may take to let us in or to answer; then the store counts as down. */
export const PATIENCE = 3_000;
