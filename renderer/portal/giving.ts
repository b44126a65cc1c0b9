import { useEffect, useState } from 'react'
import type { MeterId } from '#shared/contract/ids'
import type { ReadingOutcome, ZoneValues } from '#shared/contract/reading'
import { newCommandId } from '../api/server'
import { connectVisitor, newVisitorToken, visitorServer } from '../api/visitor'
import { readKept, writeKept } from '../ui/keep'

const ATTEMPT = 'okno.portal.reading'
type Attempt = { content: string; commandId: string; token: string }
export type Given = { number: string; meterId: MeterId; values: ZoneValues }

/**
 * Sends a reading. Id and token of the attempt are kept before it goes: after a lost answer or a second press the server knows it
 * again. Answers the token that opens what becomes of it.
 */
export async function giveReading(given: Given, website: string): Promise<{ outcome: ReadingOutcome; token: string }> {
  const { commandId, token } = attemptOf(JSON.stringify(given))
  const outcome = await visitorServer(null).giveReading({ ...given, token, website, commandId })
  writeKept(ATTEMPT, null)
  return { outcome, token }
}

function attemptOf(content: string): Attempt {
  const kept: Attempt | null = JSON.parse(readKept(ATTEMPT) ?? 'null')
  if (kept?.content === content) return kept
  const attempt = { content, commandId: newCommandId(), token: newVisitorToken() }
  writeKept(ATTEMPT, JSON.stringify(attempt))
  return attempt
}

/** What has become of a reading: as it was told, and anew whenever the server says that it moved. */
export function useOutcome(first: ReadingOutcome, token: string): ReadingOutcome {
  const [outcome, setOutcome] = useState(first)
  useEffect(() => {
    let isGone = false
    const pull = () =>
      visitorServer(token)
        .openGivenReading({})
        .then((fresh) => isGone || setOutcome(fresh))
        // what was told stays until the line is back, which pulls again
        .catch(() => undefined)
    const live = connectVisitor(token, {
      onOnline: () => void pull(),
      onOffline: () => undefined,
      onStatusMoved: () => void pull(),
    })
    return () => {
      isGone = true
      live.close()
    }
  }, [token])
  return outcome
}
