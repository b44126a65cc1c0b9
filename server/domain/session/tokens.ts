import { createHash, randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { SessionId, StaffId } from '#shared/contract/ids'

export const ACCESS_MINUTES = 10
export const REFRESH_DAYS = 14

/** 256 random bits; only their hash is kept. */
export const makeSecret = (): string => randomBytes(32).toString('base64url')
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export type AccessClaims = { staffId: StaffId; sessionId: SessionId; expiresAt: Date }
let key: Uint8Array | undefined

/** The key that signs access tokens; from the environment or generated on first start. */
export function openSigningKey(secret: string): void {
  key = createHash('sha256').update(`access:${secret}`).digest()
}
function signingKey() {
  if (!key) throw new Error('no signing key')
  return key
}

export async function signAccess(
  { staffId, sessionId }: Omit<AccessClaims, 'expiresAt'>,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(now.getTime() + ACCESS_MINUTES * 60_000)
  const token = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(staffId)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .sign(signingKey())
  return { token, expiresAt }
}

/** The claims of a valid token that has not expired; otherwise undefined. */
export async function readAccess(token: string, now = new Date()): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, signingKey(), { algorithms: ['HS256'], currentDate: now })
    if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string' || !payload.exp) return undefined
    return {
      staffId: payload.sub as StaffId,
      sessionId: payload.sid as SessionId,
      expiresAt: new Date(payload.exp * 1000),
    }
  } catch {
    return undefined
  }
}
