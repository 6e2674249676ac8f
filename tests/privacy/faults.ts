/* Loaded into the bot's process by tests/privacy/verify.ts alone: faults that hold what somebody typed, as an SDK may throw
   them outside of any question. */

const canary = process.env['CANARY'] ?? '';

process.on('SIGUSR1', () => {
  void Promise.reject(new Error(`rejected: ${canary}`));
  setTimeout(() => {
    throw Object.assign(new Error(`thrown: ${canary}`), { code: 'ECONNRESET', body: { text: canary } });
  });
});
