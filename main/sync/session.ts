import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import { Me } from '#shared/contract/session'
import type { Keyring } from '../keyring/keyring.ts'
import { Unreachable } from './failures.ts'
import { serverAt } from './server.ts'

export type Access = { accessToken: string; accessExpiresAt: string }
export type NewSession = Access & { refreshToken: string; me: Me }

const Kept = z.object({ me: Me, refreshToken: z.string() })
type Kept = z.infer<typeof Kept>

/** A token this close to its end is not worth sending. */
const MARGIN_MS = 15_000

export type DesktopSession = {
  me(): Me | null
  /** Refusals: `signedOut`, `unreachable`, `sessionEnded`. */
  fresh(stale?: string): Promise<Access>
  /** Answers whether it outlives the program. */
  keep(session: NewSession): boolean
  forget(): void
}
type Options = { address: string; keyring: Keyring; secretName: string; onEnded: () => void }

/** Who is signed in at one server. The only holder of the refresh token: it may be used once, so only one may use it. */
export function openSession({ address, keyring, secretName, onEnded }: Options): DesktopSession {
  const server = serverAt({ address })
  let kept = readKept(keyring, secretName)
  let access: Access | null = null
  let refreshing: Promise<Access> | null = null

  const keep = (session: NewSession): boolean => {
    kept = { me: session.me, refreshToken: session.refreshToken }
    access = { accessToken: session.accessToken, accessExpiresAt: session.accessExpiresAt }
    if (!keyring.isAvailable()) return false
    keyring.keep(secretName, JSON.stringify(kept))
    return true
  }
  const forget = () => {
    kept = null
    access = null
    keyring.forget(secretName)
  }
  const refresh = async (before: Kept): Promise<Access> => {
    try {
      const { refreshToken, ...answer } = await server.refreshSession({ refreshToken: before.refreshToken })
      if (kept !== before) throw new Refusal('signedOut')
      keep({ ...answer, refreshToken: refreshToken ?? before.refreshToken })
      return { accessToken: answer.accessToken, accessExpiresAt: answer.accessExpiresAt }
    } catch (error) {
      if (error instanceof Unreachable) throw new Refusal('unreachable')
      if (kept === before && error instanceof Refusal && error.code === 'sessionEnded') {
        forget()
        onEnded()
      }
      throw error
    }
  }
  return {
    me: () => kept?.me ?? null,
    keep,
    forget,
    async fresh(stale) {
      if (!kept) throw new Refusal('signedOut')
      if (access && access.accessToken !== stale && Date.parse(access.accessExpiresAt) - Date.now() > MARGIN_MS)
        return access
      refreshing ??= refresh(kept).finally(() => {
        refreshing = null
      })
      return refreshing
    },
  }
}

function readKept(keyring: Keyring, secretName: string): Kept | null {
  const secret = keyring.read(secretName)
  if (secret === null) return null
  const kept = Kept.safeParse(JSON.parse(secret))
  return kept.success ? kept.data : null
}
