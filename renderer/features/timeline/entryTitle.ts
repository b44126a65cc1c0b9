import type { Interaction } from '#shared/contract/interaction'
import type { Spoken } from '../../ui/words'
import type { timelineWords } from './words'

type T = Spoken<(typeof timelineWords)['ru']>

/** The bold words of an entry: «Входящий звонок», «Письмо «Скачет напряжение»», «Визит, офис Казань-2». */
export function entryTitle(interaction: Pick<Interaction, 'channel' | 'direction' | 'subject'>, t: T): string {
  const { channel, direction, subject } = interaction
  if (channel === 'phone') return direction === 'out' ? t.titles.phoneOut : t.titles.phoneIn
  if (channel === 'visit') return subject ? t.visitAt({ office: subject }) : t.titles.visit
  if (channel === 'note' || channel === 'chat') return t.titles[channel]
  const title = channel === 'mail' ? (direction === 'out' ? t.titles.mailOut : t.titles.mailIn) : t.titles[channel]
  return subject ? t.quoted({ title, subject }) : title
}
