import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { MailDetail } from '#shared/contract/mail'

/** A known thread that a mail names in In-Reply-To or References. */
export type Claim = {
  rootId: InteractionId
  consumerId: ConsumerId | null
  /** Everybody who wrote or was written to in it, lower case. */
  addresses: readonly string[]
}
export type Verdict = {
  consumerId: ConsumerId | null
  /** The thread to join; null begins one. */
  joined: Claim | null
  mark: MailDetail['threadMark']
  /** What was claimed and not given. */
  claimed: Claim | null
}

/**
 * Whose a mail is, and whether it joins the thread it names. Anybody can write any Message-ID into a mail, so a thread is
 * joined only by those it belongs to: its consumer, or an address it already has.
 */
export function judgeThread(from: string | null, candidates: readonly ConsumerId[], claims: readonly Claim[]): Verdict {
  const [only] = candidates.length === 1 ? candidates : []
  const joined = claims.find((claim) => mayJoin(claim, from, candidates)) ?? null
  if (joined) return { consumerId: joined.consumerId, joined, mark: null, claimed: null }
  const claimed = claims[0] ?? null
  const mark = claimed?.consumerId ? (candidates.length > 0 ? 'foreign' : 'unconfirmed') : null
  return { consumerId: only ?? null, joined: null, mark, claimed }
}

function mayJoin(claim: Claim, from: string | null, candidates: readonly ConsumerId[]): boolean {
  if (from === null) return false
  if (claim.consumerId && candidates.includes(claim.consumerId)) return true
  // an unknown address is trusted where it has been written to; one that is somebody else's never is
  const isUnknown = candidates.length === 0 || (claim.consumerId === null && candidates.length > 1)
  return isUnknown && claim.addresses.includes(from)
}

/** `Re:` once, whatever the other side has put before it. */
export function answerSubject(subject: string): string {
  const bare = subject.replace(/^(?:\s*(?:re|fw|fwd|ha|на|отв|ответ)(?:\[\d+\])?\s*:)+/i, '').trim()
  return `Re: ${bare}`.trim()
}

/** The answered mail below the answer, each line marked. Returns the whole text and where the quote lies in it. */
export function quoteBelow(
  text: string,
  quoted: { text: string; introduction: string },
): { text: string; folds: [number, number][] } {
  const own = `${text.trimEnd()}\n\n`
  const lines = quoted.text
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
  const whole = `${own}${quoted.introduction}\n${lines.join('\n')}`
  return { text: whole, folds: [[own.length, whole.length]] }
}

/** References as RFC 5322 has them: those of the answered mail, then the answered mail; the first one always stays. */
export function referencesOf(answered: { rfcMessageId: string | null; references: readonly string[] }): string[] {
  const all = [...answered.references, ...(answered.rfcMessageId ? [answered.rfcMessageId] : [])]
  return all.length <= MOST_REFERENCES ? all : [...all.slice(0, 1), ...all.slice(1 - MOST_REFERENCES)]
}
const MOST_REFERENCES = 30
