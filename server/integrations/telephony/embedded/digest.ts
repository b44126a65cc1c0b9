import { createHash, timingSafeEqual } from 'node:crypto'

// MD5 is what RFC 3261 prescribes and the only digest sip.js speaks; the secret travels over TLS and is random per user.
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

export type DigestAnswer = Readonly<Record<string, string>>

export const challenge = (realm: string, nonce: string) =>
  `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`

/** The fields of an `Authorization: Digest …` header; empty when it is something else. */
export function readDigest(header: string | undefined): DigestAnswer {
  if (!header || !/^digest\s/i.test(header)) return {}
  return Object.fromEntries(
    [...header.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/g)].map((m) => [m[1], m[2] ?? m[3] ?? '']),
  )
}

type Expected = { realm: string; nonce: string; method: string; user: string; password: string }

/** RFC 2617, with and without `qop=auth`. */
export function isProven(answer: DigestAnswer, { realm, nonce, method, user, password }: Expected): boolean {
  if (answer.username !== user || answer.nonce !== nonce || answer.realm !== realm) return false
  const ha1 = md5(`${user}:${realm}:${password}`)
  const ha2 = md5(`${method}:${answer.uri}`)
  const middle = answer.qop ? `${nonce}:${answer.nc}:${answer.cnonce}:${answer.qop}` : nonce
  return isSame(answer.response ?? '', md5(`${ha1}:${middle}:${ha2}`))
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
