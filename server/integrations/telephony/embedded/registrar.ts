import type { URI } from './sip.ts'

/** Where a phone is reached: over which connection, under which address. */
export type PhoneAt<Connection> = { connection: Connection; contact: URI }
type Kept<Connection> = PhoneAt<Connection> & { timer: NodeJS.Timeout }

/** Which phones a user can be reached at: one per connection, each until it expires. */
export class Registrar<Connection extends object> {
  readonly #byUser = new Map<string, Map<Connection, Kept<Connection>>>()
  readonly #onChange: (sipUser: string, isRegistered: boolean) => void

  constructor(onChange: (sipUser: string, isRegistered: boolean) => void) {
    this.#onChange = onChange
  }

  bind(sipUser: string, binding: PhoneAt<Connection>, seconds: number, onExpired: () => void): void {
    const phones = this.#byUser.get(sipUser) ?? new Map<Connection, Kept<Connection>>()
    const isFirst = phones.size === 0
    clearTimeout(phones.get(binding.connection)?.timer)
    const timer = setTimeout(() => {
      this.unbind(sipUser, binding.connection)
      onExpired()
    }, seconds * 1000)
    phones.set(binding.connection, { ...binding, timer: timer.unref() })
    this.#byUser.set(sipUser, phones)
    if (isFirst) this.#onChange(sipUser, true)
  }

  unbind(sipUser: string, connection: Connection): void {
    const phones = this.#byUser.get(sipUser)
    const kept = phones?.get(connection)
    if (!phones || !kept) return
    clearTimeout(kept.timer)
    phones.delete(connection)
    if (phones.size > 0) return
    this.#byUser.delete(sipUser)
    this.#onChange(sipUser, false)
  }

  find(sipUser: string): PhoneAt<Connection>[] {
    return [...(this.#byUser.get(sipUser)?.values() ?? [])]
  }
}
