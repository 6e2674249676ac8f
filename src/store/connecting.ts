import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { codeOf, storeClosed, storeDown } from './failures.ts';

/** A store that connects when it is first used, so that a driver is loaded only where it is wanted; and again at the next
    use after that failed. Whatever is thrown behind it comes out as BotError `store_down`, in `explain`'s words. */
export function connectingStore(connect: () => Promise<Store>, explain: (error: unknown) => BotError): Store {
  let connection: Promise<Store> | undefined;
  let closed = false;

  const connected = async (): Promise<Store> => {
    connection ??= connect();
    const mine = connection;
    try {
      return await mine;
    } catch (error) {
      if (connection === mine) connection = undefined;
      throw error;
    }
  };
  const use = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    if (closed) throw storeClosed();
    try {
      return await work(await connected());
    } catch (error) {
      if (closed) throw storeClosed();
      if (error instanceof BotError) throw error;
      throw unloadable(error) ?? explain(error);
    }
  };
  return {
    settings: (workspace) => use((store) => store.settings(workspace)),
    saveSettings: (workspace, settings) => use((store) => store.saveSettings(workspace, settings)),
    install: (workspace) => use((store) => store.install(workspace)),
    saveInstall: (workspace, sealed) => use((store) => store.saveInstall(workspace, sealed)),
    forget: (workspace) => use((store) => store.forget(workspace)),
    claimPost: (post, insisted) => use((store) => store.claimPost(post, insisted)),
    confirmPost: (id, message) => use((store) => store.confirmPost(id, message)),
    releasePost: (id) => use((store) => store.releasePost(id)),
    postsOf: (fact) => use((store) => store.postsOf(fact)),
    postsIn: (workspace, channel) => use((store) => store.postsIn(workspace, channel)),
    schedules: () => use((store) => store.schedules()),
    saveSchedule: (schedule) => use((store) => store.saveSchedule(schedule)),
    dropSchedule: (workspace, channel) => use((store) => store.dropSchedule(workspace, channel)),
    countFeedback: (fact, reason) => use((store) => store.countFeedback(fact, reason)),
    feedback: () => use((store) => store.feedback()),
    firstSight: (id) => use((store) => store.firstSight(id)),
    ping: () => use((store) => store.ping()),
    async close() {
      if (closed) return;
      closed = true;
      const store = await connection?.catch(() => undefined);
      await store?.close().catch((error: unknown) => {
        throw explain(error);
      });
    },
  };
}

/** npm leaves the prebuilt part of a driver out where there is none for the machine, or with `--omit=optional`. */
function unloadable(error: unknown): BotError | undefined {
  return ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'].includes(codeOf(error))
    ? storeDown(
        'The driver of the store that STORE_URL names can’t be loaded on this machine.',
        'Run npm ci again, without --omit; or set STORE_URL to another kind of store.',
        error,
      )
    : undefined;
}
