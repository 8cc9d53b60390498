import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { Person } from '#domain/people/person.ts';
import type { Directory, ServerIdentity } from '#protocol/session.ts';
import type { SealedText } from './sealed.ts';
import { sealer } from './sealed.ts';
import { storageFailureOf } from './storage-failure.ts';
import { withDeadline } from './transact.ts';

/** A person who signed in on this browser, and all that is needed to work as them without network. */
export interface Account {
  readonly person: Person;
  readonly directory: Directory;
  /** `publicKey` is the key pinned when the device was enrolled: receipts must be signed by it. */
  readonly server: ServerIdentity;
  readonly demo: boolean;
  /** Id of the device the server has enrolled; null until it has. */
  readonly device: string | null;
  readonly lastUsedAt: number;
  readonly current: boolean;
}

interface AccountRow {
  readonly person: string;
  readonly lastUsedAt: number;
  /** 1: the one in use; rows without it are not in the index. */
  readonly current?: 1 | undefined;
  readonly account: SealedText;
}

type AccountContent = Omit<Account, 'lastUsedAt' | 'current'>;

/** Who works on this browser. Small, and apart from the cases: the service worker asks it whose work to send. */
class ShellDb extends Dexie {
  readonly accounts!: Table<AccountRow, string>;

  constructor() {
    super('jiban-shell', { autoOpen: false, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({ accounts: 'person, current' });
  }
}

export class Shell {
  readonly #db = new ShellDb();

  async accounts(): Promise<readonly Account[]> {
    const rows = await this.#run(() => this.#db.accounts.toArray());
    const accounts = await Promise.all(rows.map(openAccount));
    return accounts.sort((a, b) => b.lastUsedAt - a.lastUsedAt);
  }

  async current(): Promise<Account | null> {
    const row = await this.#run(() => this.#db.accounts.where('current').equals(1).first());
    return row ? openAccount(row) : null;
  }

  /** Stores an account and makes it the one in use. */
  async use(content: AccountContent): Promise<void> {
    const { person, directory, server, demo, device } = content;
    const account = await sealer.sealText(
      JSON.stringify({ person, directory, server, demo, device } satisfies AccountContent),
    );
    const { accounts } = this.#db;
    await this.#run(() =>
      this.#db.transaction('rw', accounts, async () => {
        await clearCurrent(accounts);
        await accounts.put({ person: person.id, lastUsedAt: Date.now(), current: 1, account });
      }),
    );
  }

  /** Signed out: the account is not offered any more. */
  async forget(person: string): Promise<void> {
    await this.#run(() => this.#db.accounts.delete(person));
  }

  async #run<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      if (!this.#db.isOpen()) await withDeadline(Promise.resolve(this.#db.open()), () => {});
      return await withDeadline(Promise.resolve(work()), () => {});
    } catch (error) {
      throw storageFailureOf(error) ?? error;
    }
  }
}

async function clearCurrent(accounts: Table<AccountRow, string>): Promise<void> {
  await accounts
    .where('current')
    .equals(1)
    .modify((row) => {
      delete (row as { current?: unknown }).current;
    });
}

async function openAccount(row: AccountRow): Promise<Account> {
  const content = JSON.parse(await sealer.openText(row.account)) as AccountContent;
  return { ...content, lastUsedAt: row.lastUsedAt, current: row.current === 1 };
}
