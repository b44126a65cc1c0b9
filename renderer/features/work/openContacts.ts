import { create } from 'zustand'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'

/** Cards a person has opened in this window, the newest last; they live as long as the window does. */
export const useOpenCards = create<{ cards: readonly ConsumerLine[]; recent: readonly ConsumerLine[] }>(() => ({
  cards: [],
  recent: [],
}))

const LIMIT = 9

export function rememberCard(line: ConsumerLine) {
  useOpenCards.setState(({ cards, recent }) => ({
    cards: cards.some((card) => card.id === line.id)
      ? cards.map((card) => (card.id === line.id ? line : card))
      : [...cards, line].slice(-LIMIT),
    recent: [line, ...recent.filter((card) => card.id !== line.id)].slice(0, LIMIT),
  }))
}

export const closeCard = (consumerId: ConsumerId) =>
  useOpenCards.setState(({ cards }) => ({ cards: cards.filter((card) => card.id !== consumerId) }))

export const forgetCards = () => useOpenCards.setState({ cards: [], recent: [] })
