import { ZodError } from 'zod'
import { type CommandId, Refusal } from '#shared/contract/contract'
import type { BranchId } from '#shared/contract/ids'
import { emptyCache, writeMeta } from '../cache/meta.ts'
import type { CacheDb } from '../cache/open.ts'
import { Alarm, orAborted } from './alarm.ts'
import { makeBackoff } from './backoff.ts'
import { Unreachable } from './failures.ts'
import { catchUp, dropForeignRows, fill } from './fill.ts'
import { type Live, openLive } from './live.ts'
import { replay } from './replay.ts'
import { type Send, type Server, senderTo, serverAt } from './server.ts'
import type { Access, DesktopSession } from './session.ts'

export type SyncState = 'connecting' | 'online' | 'offline'
export type SyncOptions = {
  /** Null where nothing may be written to disk: then only the state of the line is known. */
  db: CacheDb | null
  address: string
  session: DesktopSession
  /** Null for staff of the whole company: nothing is copied, but commands wait and are sent. */
  branchId: BranchId | null
  version: string
  onState: (state: SyncState) => void
  onCache: () => void
  onQueue: () => void
  onError: (error: unknown) => void
}

/**
 *            ┌────────────── backoff ──────────────┐
 *            ▼                                     │ no answer
 *   connecting ── socket ──► online: replay → fill → catch up → asleep ──► (socket gone) connecting
 *                                        ▲                        │
 *                                        └── a fact, a command ───┘
 */
export class Sync {
  private options: SyncOptions
  private server: Server
  private send: Send
  private alarm = new Alarm()
  private backoff = makeBackoff()
  private stopping = new AbortController()
  private state: SyncState = 'connecting'
  private live: Live | null = null
  private sendingNow: CommandId | null = null
  private isUpToDate = false
  private running: Promise<void>

  constructor(options: SyncOptions) {
    this.options = options
    const token = async (stale?: string) => (await this.fresh(stale)).accessToken
    const line = { address: options.address, token, signal: this.stopping.signal }
    this.server = serverAt(line)
    this.send = senderTo(line)
    this.running = this.run()
  }

  /** There is something to do: a command was queued, the computer woke up. */
  wake = (): void => this.alarm.ring()
  sending = (): CommandId | null => this.sendingNow
  /** The last sign of life while the cache is the same as the server; null when it is not. */
  seenAt = (): Date | null => (this.isUpToDate && this.live ? this.live.seenAt() : null)

  async stop(): Promise<void> {
    this.stopping.abort()
    this.alarm.ring()
    await this.running
    this.live?.close()
  }

  private isStopped = (): boolean => this.stopping.signal.aborted

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      try {
        const isComplete = await this.work()
        if (isComplete) this.backoff.reset()
        await this.alarm.sleep(isComplete ? undefined : this.backoff.next())
      } catch (error) {
        if (error instanceof Refusal && error.code === 'sessionEnded') return
        this.fail(error)
        await this.alarm.sleep(this.backoff.next())
      }
    }
  }

  /** Answers whether nothing is left that only another try can settle. */
  private async work(): Promise<boolean> {
    const { db, branchId, version, onCache, onQueue } = this.options
    this.isUpToDate = false
    await this.connect()
    this.become('online')
    if (!db) return true
    const steps = { db, isStopped: this.isStopped }
    const onSending = (id: CommandId | null) => {
      this.sendingNow = id
    }
    const isComplete = await replay({ ...steps, send: this.send, onSettled: onQueue, onSending })
    if (branchId === null) return isComplete
    dropForeignRows(db, `${version}/${branchId}`)
    const copying = { ...steps, server: this.server, branchId, onPage: onCache }
    await fill(copying)
    await catchUp(copying)
    if (this.isStopped() || !this.live) return isComplete
    writeMeta(db, 'asOf', new Date().toISOString())
    this.isUpToDate = true
    onCache()
    return isComplete
  }

  private async connect(): Promise<void> {
    if (this.live) return
    if (this.state !== 'offline') this.become('connecting')
    this.live = await openLive({
      address: this.options.address,
      fresh: (stale) => this.fresh(stale),
      onFact: this.alarm.ring,
      onGone: () => this.loseLine(),
      signal: this.stopping.signal,
    })
  }

  private loseLine(): void {
    const { db } = this.options
    const seenAt = this.seenAt()
    if (db && seenAt && !this.alarm.isRinging()) writeMeta(db, 'asOf', seenAt.toISOString())
    this.live = null
    this.alarm.ring()
  }

  private fail(error: unknown): void {
    const { db, onError } = this.options
    this.live?.close()
    this.live = null
    if (this.isStopped()) return
    // a fact or a row of a shape this program does not know: the copy is taken anew
    if (error instanceof ZodError && db) emptyCache(db)
    if (!(error instanceof Refusal) && !(error instanceof Unreachable)) onError(error)
    this.become('offline')
  }

  private become(next: SyncState): void {
    if (this.state === next || this.isStopped()) return
    this.state = next
    this.options.onState(next)
  }

  private fresh = (stale?: string): Promise<Access> =>
    orAborted(this.options.session.fresh(stale), this.stopping.signal)
}
