import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import type { OpenedProcess } from '#shared/contract/process'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { wordsNow } from '../../ui/words'
import { forgetLocalCopy } from './draft/draftKeeper'
import { processMoved } from './processCache'
import { UndoNotice } from './UndoNotice'
import type { Designer } from './useDesigner'
import { processWords } from './words'

/** Gives the draft up; for a while the person may have it back. */
export function useDraftEnds({ key, name }: OpenedProcess, { drawing, keeper }: Designer, onReopen: () => void) {
  const bringBack = async (xml: string, basedOn: number | null) => {
    await server.saveDraft({ key, name, xml, revision: 0, basedOn, commandId: newCommandId() })
    onReopen()
  }
  const discard = async () => {
    if (!(await keeper.flush())) return
    const { revision, basedOn } = keeper.base()
    if (revision === 0) return
    const xml = await drawing.xml()
    await server.discardDraft({ key, revision, commandId: newCommandId() })
    keeper.restart({ revision: 0, basedOn })
    forgetLocalCopy(key)
    processMoved(key)
    onReopen()
    const t = wordsNow(processWords)
    const id = `discarded.${key}`
    const onUndo = () => {
      notifications.hide(id)
      void bringBack(xml, basedOn).catch(tellProblem)
    }
    const message = createElement(UndoNotice, { text: t.discarded, action: t.bringBack, onUndo })
    notifications.show({ id, autoClose: 20_000, message })
  }
  return { discard: () => void discard().catch(tellProblem) }
}

const tellProblem = (error: unknown) =>
  notifications.show({ color: 'bad', message: refusalText(error, wordsNow(processWords).refusals) })
