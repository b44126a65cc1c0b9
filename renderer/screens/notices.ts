import { useRef } from 'react'
import { create } from 'zustand'
import type { Interaction } from '#shared/contract/interaction'
import { desktop } from '../api/desktop'
import { useFact } from '../api/live'
import { useMe } from '../api/session'
import { nameOf } from '../features/work/Queue'
import { playSound } from '../ui/sounds'
import { useWords } from '../ui/words'
import { pathOf, usePlace } from './routes'
import { screenWords } from './words'

export type NoticeLine = { id: string; title: string; body: string; path: string; at: string; isRead: boolean }

/** What happened in my contacts while I looked elsewhere, the newest first. */
export const useNoticeList = create<{ notices: readonly NoticeLine[] }>(() => ({ notices: [] }))
const LIMIT = 30

export const readNotices = () =>
  useNoticeList.setState(({ notices }) => ({ notices: notices.map((notice) => ({ ...notice, isRead: true })) }))

/** Stands once in the window. */
export function useNotices() {
  const t = useWords(screenWords)
  const me = useMe()
  const place = usePlace()
  const here = useRef(place)
  here.current = place
  const add = (interaction: Interaction, id: string, title: string, at: string) => {
    const path = pathOf({ consumerId: interaction.consumerId, interactionId: interaction.id })
    const isSeen = document.hasFocus() && isHere(interaction, here.current)
    if (isSeen) return
    playSound('message')
    const body = interaction.preview || interaction.subject
    useNoticeList.setState(({ notices }) => ({
      notices: [{ id, title, body, path, at, isRead: false }, ...notices.filter((n) => n.id !== id)].slice(0, LIMIT),
    }))
    void desktop?.notify({ title, body, route: path })
  }
  useFact('messageAdded', ({ payload: { interaction, message } }) => {
    if (interaction.staffId !== me.staffId || message.author !== 'consumer') return
    add(interaction, message.id, t.newMessage({ name: nameOf(interaction, t.product) }), message.at)
  })
}

const isHere = (interaction: Interaction, { consumerId, interactionId }: ReturnType<typeof usePlace>) =>
  interactionId === interaction.id || (consumerId !== null && consumerId === interaction.consumerId)
