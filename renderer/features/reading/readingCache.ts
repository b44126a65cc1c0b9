import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { ConsumerId, InteractionId, MeterId, TaskId } from '#shared/contract/ids'
import type { ZoneValues } from '#shared/contract/reading'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { newCommandId, server } from '../../api/server'

const readingsKey = (consumerId: ConsumerId) => ['readings', consumerId] as const

/** The meters of a consumer, each with its newest readings. */
export const useReadings = (consumerId: ConsumerId) =>
  useQuery({ queryKey: readingsKey(consumerId), queryFn: () => server.listReadings({ consumerId }) })

/** The reading that a specialist's task is about. */
export const useReadingOfTask = (taskId: TaskId) =>
  useQuery({ queryKey: ['readingOfTask', taskId], queryFn: () => server.openReadingOfTask({ taskId }) })

const moved = (consumerId: ConsumerId) => void queryClient.invalidateQueries({ queryKey: readingsKey(consumerId) })

/** Keeps the readings of every open consumer as the facts say. Stands once in the window. */
export function useReadingFacts() {
  useFact('readingReceived', ({ payload }) => moved(payload.reading.consumerId))
  useFact('readingDecided', ({ payload }) => moved(payload.reading.consumerId))
}

type Given = { meterId: MeterId; takenOn: string; values: ZoneValues }

/** Sends a reading once: the same one again goes under the same command. */
export function useTakeReading(consumerId: ConsumerId, interactionId: InteractionId | null) {
  const intention = useRef<{ key: string; commandId: CommandId } | null>(null)
  return useMutation({
    mutationFn: (given: Given) => {
      const key = JSON.stringify(given)
      if (intention.current?.key !== key) intention.current = { key, commandId: newCommandId() }
      const { commandId } = intention.current
      return server.takeReading({ ...given, consumerId, ...(interactionId ? { interactionId } : {}), commandId })
    },
    onSuccess: () => {
      intention.current = null
      moved(consumerId)
    },
  })
}
