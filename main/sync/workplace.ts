import { createHash } from 'node:crypto'
import { Refusal } from '#shared/contract/contract'
import type { CacheState, Connection } from '#shared/contract/desktop'
import type { StaffId } from '#shared/contract/ids'
import type { Me } from '#shared/contract/session'
import { countConsumers } from '../cache/consumers.ts'
import { readMeta } from '../cache/meta.ts'
import type { CacheDb } from '../cache/open.ts'
import { destroyCache, openCacheFor } from '../cache/openFor.ts'
import { countQueue } from '../cache/queue.ts'
import type { Keyring } from '../keyring/keyring.ts'
import { isFilled } from './fill.ts'
import { serverAt } from './server.ts'
import { type Access, type DesktopSession, type NewSession, openSession } from './session.ts'
import { Sync, type SyncState } from './sync.ts'

export type WorkplaceOptions = {
  /** Where the caches lie. */
  folder: string
  keyring: Keyring
  version: string
  onConnection: (connection: Connection) => void
  /** What waits has changed, and with it the counts of `connection()`. */
  onQueue: () => void
  onSessionEnded: () => void
  onError: (error: unknown) => void
}
type Open = { me: Me; db: CacheDb | null; cache: CacheState; sync: Sync }

/** One person at one server: their session, their cache, what waits for the server, and the line to it. */
export class Workplace {
  readonly address: string
  private options: WorkplaceOptions
  private session: DesktopSession
  private open: Open | null = null
  private state: SyncState = 'connecting'
  private since = new Date()

  constructor(address: string, options: WorkplaceOptions) {
    this.address = address
    this.options = options
    this.session = openSession({
      address,
      keyring: options.keyring,
      secretName: `session-${this.place()}`,
      onEnded: () => void this.sessionEnded(),
    })
    const me = this.session.me()
    if (me) this.start(me)
  }

  async keep(session: NewSession): Promise<{ isRemembered: boolean }> {
    await this.stop()
    const isRemembered = this.session.keep(session)
    this.start(session.me)
    return { isRemembered }
  }

  async read(): Promise<{ me: Me; access: Access | null } | null> {
    const me = this.session.me()
    if (!me) return null
    try {
      return { me, access: await atMost(START_PATIENCE_MS, this.session.fresh(), null) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return error.code === 'unreachable' ? { me, access: null } : null
    }
  }

  fresh = (stale?: string): Promise<Access> => this.session.fresh(stale)

  /** Signing out. The server is told when it can be heard; here everything is destroyed in any case. */
  async forget({ dropsQueued }: { dropsQueued: boolean }): Promise<void> {
    const { open } = this
    const queued = open?.db ? countQueue(open.db) : NOTHING_QUEUED
    if (queued.waiting + queued.refused > 0 && !dropsQueued) throw new Refusal('commandsWait', queued)
    await this.stop()
    if (this.session.me()) await this.tellServer()
    this.session.forget()
    if (open) destroyCache(this.cachePlace(open.me.staffId))
    this.told()
  }

  /** Refusal: `noCache`. */
  db(): CacheDb {
    if (!this.open?.db) throw new Refusal('noCache')
    return this.open.db
  }
  /** Consumers are there to be shown only once the first copy is whole. Refusal: `noCache`. */
  filled(): CacheDb {
    const db = this.db()
    if (!isFilled(db)) throw new Refusal('noCache')
    return db
  }
  asOf(): string | null {
    const seenAt = this.open?.sync.seenAt()
    return seenAt?.toISOString() ?? (this.open?.db ? readMeta(this.open.db, 'asOf') : null)
  }
  sending = () => this.open?.sync.sending() ?? null
  wake = () => this.open?.sync.wake()

  connection(): Connection {
    const { open } = this
    return {
      server: open ? this.state : 'signedOut',
      since: this.since.toISOString(),
      cache: { state: this.cacheState(), consumers: open?.db ? countConsumers(open.db) : 0, asOf: this.asOf() },
      queued: open?.db ? countQueue(open.db) : NOTHING_QUEUED,
    }
  }

  /** Leaves the session and the cache as they are: the program ends, or another server is chosen. */
  async stop(): Promise<void> {
    const { open } = this
    this.open = null
    await open?.sync.stop()
    open?.db?.close()
  }

  private start(me: Me): void {
    const { options, session, address } = this
    const { db, cache } = this.openCache(me)
    this.state = 'connecting'
    this.since = new Date()
    const sync = new Sync({
      db,
      address,
      session,
      branchId: me.branchId,
      version: options.version,
      onState: (state) => {
        this.state = state
        this.since = new Date()
        this.told()
      },
      onCache: () => this.told(),
      onQueue: options.onQueue,
      onError: options.onError,
    })
    this.open = { me, db, cache, sync }
    this.told()
  }

  private openCache(me: Me): { db: CacheDb | null; cache: CacheState } {
    try {
      const db = openCacheFor(this.cachePlace(me.staffId), this.options.onError)
      if (!db) return { db, cache: 'noKeyring' }
      return { db, cache: me.branchId === null ? 'noBranch' : 'filling' }
    } catch (error) {
      this.options.onError(error)
      return { db: null, cache: 'failed' }
    }
  }

  private cacheState(): CacheState {
    const { open } = this
    if (!open) return 'off'
    return open.cache === 'filling' && open.db && isFilled(open.db) ? 'ready' : open.cache
  }

  private async tellServer(): Promise<void> {
    const token = async (stale?: string) => (await this.session.fresh(stale)).accessToken
    const server = serverAt({ address: this.address, token })
    const told = server.signOut({}).then(
      () => {},
      (error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'unreachable') this.options.onError(error)
      },
    )
    await atMost(SIGN_OUT_PATIENCE_MS, told, undefined)
  }

  private async sessionEnded(): Promise<void> {
    await this.stop()
    this.options.onSessionEnded()
    this.told()
  }

  private told = () => this.options.onConnection(this.connection())
  private place = () => createHash('sha256').update(this.address).digest('hex').slice(0, 16)
  private cachePlace = (staffId: StaffId) => ({
    folder: this.options.folder,
    keyring: this.options.keyring,
    name: `cache-${this.place()}-${staffId}`,
  })
}

const NOTHING_QUEUED = { waiting: 0, refused: 0, done: 0 }
const SIGN_OUT_PATIENCE_MS = 3000
/** A window that starts waits this long for the line; then it shows the cache, and the line may come later. */
const START_PATIENCE_MS = 3000

async function atMost<T, Late>(ms: number, work: Promise<T>, late: Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}
