import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import type { Call } from '#shared/contract/call'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import { onFact, useConnection, useFact, useRoom } from '../../api/live'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import {
  dropCall,
  dropOffer,
  forgetCalls,
  placeCall,
  placeOffer,
  replaceCalls,
  setTransfer,
  useCalls,
} from './callStore'
import { callWords } from './words'

export type CallPlace = { consumerId: ConsumerId | null; interactionId: InteractionId }
type Options = { onOpen: (place: CallPlace) => void }

/** Keeps the calls by facts, asks for them anew after a lost line, and opens the consumer of an answered one. */
export function useCallFacts({ onOpen }: Options) {
  const t = useWords(callWords)
  const { staffId, sipUser } = useMe()
  const open = useRef(onOpen)
  open.current = onOpen
  useRoom(`staff:${staffId}`)
  useRestored(staffId, sipUser !== null)
  useFact('callOffered', ({ payload }) => payload.staffId === staffId && placeOffer(payload))
  useFact('callWithdrawn', ({ payload }) => payload.staffId === staffId && dropOffer(payload.callId))
  useFact('callDialled', ({ payload: { call } }) => {
    if (call.staffId !== staffId) return
    placeCall(call)
    open.current({ consumerId: call.consumerId, interactionId: call.id })
  })
  useFact('callAnswered', ({ payload: { call } }) => call.staffId === staffId && void takeUp(call, open.current))
  useFact('callEnded', ({ payload: { call } }) => call.staffId === staffId && placeCall(call))
  useFact('callWrappedUp', ({ payload: { call } }) => call.staffId === staffId && dropCall(call.id))
  useFact('callTransferred', ({ payload: { call, fromStaffId } }) => {
    if (call.staffId === staffId) return void takeUp(call, open.current)
    if (fromStaffId !== staffId) return
    placeCall(call)
    setTransfer(null)
  })
  useFact('callTransferFailed', ({ payload }) => {
    if (payload.fromStaffId !== staffId) return
    setTransfer(null)
    notifications.show({ color: 'warn', message: t.transferFailed[payload.reason]({ name: payload.toName }) })
  })
  useFact('interactionTied', ({ payload: { interaction } }) => {
    const known = useCalls.getState().calls[interaction.id]
    if (known) placeCall({ ...known, consumerId: interaction.consumerId, consumerName: interaction.consumerName })
  })
}

/** The call is mine: if nobody could tell whose number it is, the agent's own choice ties it. */
async function takeUp(call: Call, open: (place: CallPlace) => void) {
  placeCall(call)
  const chosen = useCalls.getState().chosen[call.id]
  if (call.consumerId || !chosen) return open({ consumerId: call.consumerId, interactionId: call.id })
  const tied = await server
    .tieInteraction({ interactionId: call.id, consumerId: chosen, commandId: newCommandId() })
    .catch(() => null)
  open({ consumerId: tied?.consumerId ?? null, interactionId: call.id })
}

/** After a reload or a lost line: what rings, what is on, what waits for its result. A fact that comes meanwhile makes the answer stale. */
function useRestored(staffId: string, hasPhone: boolean) {
  const connection = useConnection()
  useEffect(() => {
    if (connection !== 'online' || !hasPhone) return
    let isStale = false
    const stop = (['callOffered', 'callWithdrawn', 'callAnswered', 'callEnded', 'callWrappedUp'] as const).map((name) =>
      onFact(name, () => {
        isStale = true
      }),
    )
    const restore = async () => {
      do {
        isStale = false
        const mine = await server.listMyCalls({})
        if (!isStale) replaceCalls(mine)
      } while (isStale)
    }
    const deafen = () => {
      for (const one of stop) one()
    }
    void restore()
      .catch(() => undefined)
      .finally(deafen)
    return deafen
  }, [connection, hasPhone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person has other calls
  useEffect(() => forgetCalls, [staffId])
}
